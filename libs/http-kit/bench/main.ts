// What the chassis costs a request, what a call to an origin costs, and what it costs to keep what is in flight; each file tells how it
// measures.
await import('./inbound.ts');
await import('./outbound.ts');
await import('./in-flight.ts');
process.exit();
