import { ConservationBroken } from '../../domain/conservation';
import { type ImportTotals, rowStatuses, type StatusAmounts } from '../../domain/totals';
import type { Transaction } from '../database';

interface Sum {
  status: string | null;
  reason: string | null;
  kind: 'whole' | 'status' | 'reason';
  rows: number;
  buy: string;
  sell: string;
}

/** Adds up the rows of an import by status and reason, exactly, and keeps the result with the import. */
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
  await checkConservation(tx, importId);
  const totals = assemble(sums, file);
  await tx.query('UPDATE charge_import SET totals = $2 WHERE id = $1', [importId, JSON.stringify(totals)]);
  return totals;
}

interface FileSums {
  rows: number;
  buy: string;
  sell: string;
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

/**
 * The first equation: what the reader handed over = what the rows hold, in count and in each amount column.
 * @throws ConservationBroken where a row or a penny is missing, or one is too many.
 */
export async function checkConservation(tx: Transaction, importId: string): Promise<void> {
  const [found] = await tx.query<{ file: string; rows: string; equal: boolean }>(
    `SELECT concat_ws(' / ', i.file_rows, i.file_buy, i.file_sell) AS file, concat_ws(' / ', r.rows, r.buy, r.sell) AS rows,
       (i.file_rows = r.rows AND i.file_buy = r.buy AND i.file_sell = r.sell) AS equal
     FROM charge_import i, (SELECT count(*) AS rows, coalesce(sum(buy), 0) AS buy, coalesce(sum(sell), 0) AS sell
       FROM import_row WHERE import_id = $1) r WHERE i.id = $1`,
    [importId],
  );
  if (!found?.equal)
    throw new ConservationBroken(
      `the file had ${found?.file} (rows / buy / sell), the rows that are kept come to ${found?.rows}`,
    );
}
