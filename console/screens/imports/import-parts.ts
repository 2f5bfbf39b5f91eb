import { type RowStatus, rowStatuses } from '../../../domain/imports/totals';
import type { Schema } from '../../api/client';

type ChargeImport = Schema<'ChargeImport'>;
type AmountColumn = 'sell' | 'buy';

/** Its amount columns, the one that charges are based on first. */
export const amountColumns = ({ amount }: Pick<ChargeImport, 'amount'>): AmountColumn[] =>
  (['sell', 'buy'] as const).filter((column) => amount[column] !== undefined);

/** The column that charges are based on; undefined before matching. */
export const basisOf = (found: Pick<ChargeImport, 'amount'>): AmountColumn | undefined =>
  amountColumns(found)[0];

/** The amount of some rows, as charges are based on it. */
export function amountOf(found: Pick<ChargeImport, 'amount'>, of: 'file' | RowStatus): string | undefined {
  const basis = basisOf(found);
  return basis && found.amount[basis]?.[of];
}

/** Its parts that have rows. Before matching there are none: rows are only counted. */
export const presentParts = ({ rows }: Pick<ChargeImport, 'rows'>): { status: RowStatus; count: number }[] =>
  rowStatuses.map((status) => ({ status, count: rows[status] })).filter(({ count }) => count > 0);
