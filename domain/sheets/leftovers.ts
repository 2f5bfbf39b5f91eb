import Big from 'big.js';
import type { ImportTotals } from '../imports/totals';
import type { Amount } from '../money/money';

/** Rows without an Account, and what they would have cost: acknowledged before completion. */
export interface Leftovers {
  rows: number;
  amount: Amount;
}

/**
 * Unmatched and invalid rows and those awaiting a correction, and their readable sell amount (buy if the type has no
 * sell).
 */
export function leftoversOf(totals: ImportTotals): Leftovers {
  const { rows, amount } = totals;
  const column = amount.sell ?? amount.buy;
  const awaiting = awaitingOf(totals);
  const value = new Big(column?.unmatched ?? 0).plus(column?.invalid ?? 0).plus(awaiting.amount);
  return { rows: rows.unmatched + rows.invalid + awaiting.rows, amount: value.toFixed() };
}

/** Rows that are set aside until the sheet that has their call is corrected. */
export function awaitingOf({ amount, awaiting }: ImportTotals): Leftovers {
  if (!awaiting) return { rows: 0, amount: '0' };
  return { rows: awaiting.rows, amount: amount.sell ? awaiting.sell : awaiting.buy };
}
