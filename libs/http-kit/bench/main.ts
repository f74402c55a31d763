// What the chassis costs a request, and what a call to an origin costs; each file tells how it measures.
await import('./inbound.ts');
await import('./outbound.ts');
process.exit();
