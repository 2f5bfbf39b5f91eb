import { ConservationBroken } from '../../../domain/imports/conservation';
import { addAmounts, type Amount, sameAmount } from '../../../domain/money/money';
import {
  type ImportTotals,
  type RowStatus,
  rowStatuses,
  type StatusAmounts,
} from '../../../domain/imports/totals';
import type { Transaction } from '../../client/database';
import { replaceAccounts } from '../sheets/sheet-accounts';
import { type Figures, type StatusSums, sumRows } from './status-sums';

interface FileSums extends Figures {
  hasBuy: boolean;
  hasSell: boolean;
}

/**
 * Adds up the rows of an import that has its sheet, exactly: by status and reason, stored with the import, and by
 * Account, stored with the sheet.
 * @param summed Its sums, where they have been asked for already.
 * @throws ConservationBroken if the rows are not what the file had.
 */
export async function recount(
  tx: Transaction,
  { sheetId, importId }: { sheetId: string; importId: string },
  summed?: StatusSums[],
): Promise<ImportTotals> {
  const sums = summed ?? (await sumRows(tx, importId));
  const [file] = await tx.query<FileSums>(
    `SELECT file_rows AS rows, file_buy::text AS buy, file_sell::text AS sell,
       t.definition -> 'columns' ? 'buyAmount' AS "hasBuy", t.definition -> 'columns' ? 'sellAmount' AS "hasSell"
     FROM charge_import i JOIN import_type t ON t.id = i.import_type_id WHERE i.id = $1`,
    [importId],
  );
  if (!file) throw new Error(`import ${importId} is gone`);
  requireConserved(file, addUp(sums));
  const totals = assemble(sums, file);
  await tx.query('UPDATE charge_import SET totals = $2 WHERE id = $1', [importId, JSON.stringify(totals)]);
  await replaceAccounts(tx, sheetId, sums, totals.awaiting?.rows ?? 0);
  return totals;
}

/** With any number of decimals: rows that somebody has tampered with must be reported, not refused. */
function addUp(sums: Figures[]): Figures {
  const total = (amounts: Amount[]) => amounts.reduce((sum, amount) => addAmounts(sum, amount), '0');
  return {
    rows: sums.reduce((sum, { rows }) => sum + rows, 0),
    buy: total(sums.map(({ buy }) => buy)),
    sell: total(sums.map(({ sell }) => sell)),
  };
}

function assemble(sums: StatusSums[], file: FileSums): ImportTotals {
  const of = Object.fromEntries(
    rowStatuses.map((status) => [status, addUp(sums.filter((sum) => sum.status === status))]),
  ) as Record<RowStatus, Figures>;
  const amounts = (column: 'buy' | 'sell') =>
    ({
      file: file[column],
      ...Object.fromEntries(rowStatuses.map((status) => [status, of[status][column]])),
    }) as StatusAmounts;
  const reasons = sums.filter(({ status }) => status === 'unmatched');
  const awaiting = addUp(
    sums.filter(({ status, reason }) => status === 'duplicate' && reason === 'awaiting'),
  );
  return {
    rows: {
      file: file.rows,
      ...(Object.fromEntries(rowStatuses.map((status) => [status, of[status].rows])) as Record<
        RowStatus,
        number
      >),
    },
    amount: {
      ...(file.hasSell ? { sell: amounts('sell') } : {}),
      ...(file.hasBuy ? { buy: amounts('buy') } : {}),
    },
    unmatchedReasons: Object.fromEntries(reasons.map(({ reason, rows }) => [reason ?? '', rows])),
    ...(awaiting.rows > 0 ? { awaiting } : {}),
  };
}

/**
 * The first equation: what the reader delivered = what the rows contain, in number and in each amount column.
 * @throws ConservationBroken if a row or a penny is missing, or there is one too many.
 */
function requireConserved(file: Figures, kept: Figures): void {
  if (file.rows === kept.rows && sameAmount(file.buy, kept.buy) && sameAmount(file.sell, kept.sell)) return;
  const said = ({ rows, buy, sell }: Figures) => `${rows} / ${buy} / ${sell}`;
  throw new ConservationBroken(
    `the file had ${said(file)} (rows / buy / sell), the stored rows add up to ${said(kept)}`,
  );
}

/**
 * Begins to add up only what the first equation needs, on a second connection.
 * @returns what throws ConservationBroken if it does not hold.
 */
export function checkConservation(tx: Transaction, importId: string): () => Promise<void> {
  const figures = tx.beside((reader) =>
    reader.query<Figures>(
      `SELECT file_rows AS rows, file_buy::text AS buy, file_sell::text AS sell FROM charge_import WHERE id = $1
       UNION ALL
       SELECT count(*)::int AS rows, coalesce(sum(buy), 0)::text AS buy, coalesce(sum(sell), 0)::text AS sell
       FROM import_row WHERE import_id = $1`,
      [importId],
    ),
  );
  return async () => {
    const [file, kept] = await figures();
    requireConserved(file as Figures, kept as Figures);
  };
}
