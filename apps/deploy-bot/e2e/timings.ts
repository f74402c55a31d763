/** What was measured, in the order in which it was. */
export class Timings {
  readonly #rows: (readonly [what: string, took: string])[] = [];

  add(what: string, took: number | string): void {
    this.#rows.push([what, typeof took === 'number' ? `${(took / 1000).toFixed(1)} s` : took]);
  }

  /** A table for docs/deploying.md. */
  get table(): string {
    const cells = [['what', 'took'] as const, ...this.#rows];
    const width = Math.max(...cells.map(([what]) => what.length));
    const lines = cells.map(([what, took]) => `| ${what.padEnd(width)} | ${took} |`);
    return [lines[0], `| ${'-'.repeat(width)} | --- |`, ...lines.slice(1)].join('\n');
  }
}
