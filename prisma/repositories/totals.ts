import { ConservationBroken } from '../../domain/conservation';
import { sameAmount } from '../../domain/money';
import { type ImportTotals, rowStatuses, type StatusAmounts } from '../../domain/totals';
import type { Transaction } from '../database';

interface Sum extends Figures {
  status: string | null;
  reason: string | null;
  kind: 'whole' | 'status' | 'reason';
}

/**
 * Adds up the rows of an import by status and reason, exactly, and keeps the result with the import.
 * @throws ConservationBroken where the rows are not what the file had.
 */
export async function recount(tx: Transaction, importId: string): Promise<ImportTotals> {
  const sums = await tx.query<Sum>(
    `SELECT status, CASE WHEN status = 'unmatched' THEN reason END AS reason, count(*)::int AS rows,
       CASE grouping(status, CASE WHEN status = 'unmatched' THEN reason END) WHEN 0 THEN 'reason' WHEN 1 THEN 'status' ELSE 'whole' END AS kind,
       coalesce(sum(buy), 0)::text AS buy, coalesce(sum(sell), 0)::text AS sell
     FROM import_row WHERE import_id = $1
     GROUP BY GROUPING SETS ((), (status), (status, CASE WHEN status = 'unmatched' THEN reason END))`,
    [importId],
  );
  const [file] = await tx.query<FileSums>(
    `SELECT file_rows AS rows, file_buy::text AS buy, file_sell::text AS sell,
       t.definition -> 'columns' ? 'buyAmount' AS "hasBuy", t.definition -> 'columns' ? 'sellAmount' AS "hasSell"
     FROM charge_import i JOIN import_type t ON t.id = i.import_type_id WHERE i.id = $1`,
    [importId],
  );
  if (!file) throw new Error(`import ${importId} is gone`);
  requireConserved(file, sums.find(({ kind }) => kind === 'whole') as Sum);
  const totals = assemble(sums, file);
  await tx.query('UPDATE charge_import SET totals = $2 WHERE id = $1', [importId, JSON.stringify(totals)]);
  return totals;
}

interface FileSums extends Figures {
  hasBuy: boolean;
  hasSell: boolean;
}

function assemble(sums: Sum[], file: FileSums): ImportTotals {
  const of = (status: string) => sums.find((sum) => sum.kind === 'status' && sum.status === status);
  const amounts = (column: 'buy' | 'sell'): StatusAmounts => ({
    file: file[column],
    ...(Object.fromEntries(rowStatuses.map((status) => [status, of(status)?.[column] ?? '0'])) as Omit<
      StatusAmounts,
      'file'
    >),
  });
  const reasons = sums.filter((sum) => sum.kind === 'reason' && sum.status === 'unmatched');
  return {
    rows: {
      file: file.rows,
      ...(Object.fromEntries(rowStatuses.map((status) => [status, of(status)?.rows ?? 0])) as Record<
        (typeof rowStatuses)[number],
        number
      >),
    },
    amount: {
      ...(file.hasSell ? { sell: amounts('sell') } : {}),
      ...(file.hasBuy ? { buy: amounts('buy') } : {}),
    },
    unmatchedReasons: Object.fromEntries(reasons.map(({ reason, rows }) => [reason ?? '', rows])),
  };
}

interface Figures {
  rows: number;
  buy: string;
  sell: string;
}

/**
 * The first equation: what the reader handed over = what the rows hold, in count and in each amount column.
 * @throws ConservationBroken where a row or a penny is missing, or one is too many.
 */
function requireConserved(file: Figures, kept: Figures): void {
  if (file.rows === kept.rows && sameAmount(file.buy, kept.buy) && sameAmount(file.sell, kept.sell)) return;
  const said = ({ rows, buy, sell }: Figures) => `${rows} / ${buy} / ${sell}`;
  throw new ConservationBroken(
    `the file had ${said(file)} (rows / buy / sell), the rows that are kept come to ${said(kept)}`,
  );
}

/** Adds up only what the first equation needs. @throws ConservationBroken where it does not hold. */
export async function checkConservation(tx: Transaction, importId: string): Promise<void> {
  const [file] = await tx.query<Figures>(
    'SELECT file_rows AS rows, file_buy::text AS buy, file_sell::text AS sell FROM charge_import WHERE id = $1',
    [importId],
  );
  const [kept] = await tx.query<Figures>(
    `SELECT count(*)::int AS rows, coalesce(sum(buy), 0)::text AS buy, coalesce(sum(sell), 0)::text AS sell
     FROM import_row WHERE import_id = $1`,
    [importId],
  );
  requireConserved(file as Figures, kept as Figures);
}
