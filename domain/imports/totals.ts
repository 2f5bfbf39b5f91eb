import type { Amount } from '../money/money';

export const rowStatuses = ['matched', 'unmatched', 'invalid', 'duplicate', 'ignored'] as const;
export type RowStatus = (typeof rowStatuses)[number];
/** Of rows that are not stored: which of them are held as duplicates is found out afterwards. */
export const previewedStatuses = [
  'matched',
  'unmatched',
  'invalid',
  'ignored',
] as const satisfies RowStatus[];

/** One amount column of a file, added up: file = matched + unmatched + invalid (readable) + duplicate + ignored. */
export type StatusAmounts = Record<'file' | RowStatus, Amount>;

export interface ImportTotals {
  rows: Record<'file' | RowStatus, number>;
  /** The amount columns that the Import Type has. */
  amount: { sell?: StatusAmounts; buy?: StatusAmounts };
  /** Number of unmatched rows by reason. */
  unmatchedReasons: Record<string, number>;
  /** Of the duplicates, those awaiting a correction of the sheet that has their call; absent in old totals. */
  awaiting?: { rows: number; sell: Amount; buy: Amount };
}
