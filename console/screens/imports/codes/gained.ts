import { addAmounts } from '../../../../domain/money/money';
import type { Schema } from '../../../api/client';
import { amountOf } from '../import-parts';

type Matched = Pick<Schema<'ChargeImport'>, 'rows' | 'amount'>;

/** What is matched now and was not before: rows, and their exact amount. Null while nothing has changed. */
export function gained(before: Matched, now: Matched): { rows: number; amount: string } | null {
  const rows = now.rows.matched - before.rows.matched;
  if (rows <= 0) return null;
  const was = amountOf(before, 'matched') ?? '0';
  const negated = was.startsWith('-') ? was.slice(1) : `-${was}`;
  return { rows, amount: addAmounts(amountOf(now, 'matched') ?? '0', negated) };
}
