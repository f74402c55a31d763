import type { Agreement } from './agreement.ts';

/** What came of asking two services the same, as its report has it. */
export interface ShadowReport {
  readonly service: string;
  /** When it began. ISO 8601. */
  readonly at: string;
  readonly baseline: string;
  readonly candidate: string;
  /** In per cent: how many answers have to agree. */
  readonly agree: number;
  readonly passed: boolean;
  readonly agreement: Agreement;
}
