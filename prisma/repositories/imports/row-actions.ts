import { type RowAction, statusesFor } from '../../../domain/imports/row-actions';
import { fold } from '../../../domain/text/fold';
import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';
import { matchAgain } from './matching/matching';
import { differsIn, type RowDifference } from './row-differences';
import { withoutNestedLoops } from '../../client/planner-hints';
import { lockSheetOf, recordEdit, requireSeen } from '../sheets/sheets';
import { recount } from './totals';
import type { ImportPlace } from './import-place';

export interface RowActionRequest {
  importId: string;
  action: RowAction;
  /**
   * Row numbers; or all rows of a status, with a reason or a code if one is given, and for repeated calls those with
   * the given difference.
   */
  rows: number[] | null;
  filter: RowsFilter | null;
  /** The Account to charge, for `assign`. */
  accountId: string | null;
  because: string;
  personId: string;
  /** Version of the sheet that the person saw; null if they did not say. */
  seenVersion: number | null;
}

interface RowsFilter {
  status: string;
  reason?: string;
  /** An account code, in whatever way it is written; null: rows that have none. */
  code?: string | null;
  differs?: RowDifference;
}

/** $1 import, $2 row numbers or null, $3 status, $4 reason, $5 person, $6 why; from $7 on, the action's own. */
const chosen = `r.import_id = $1 AND ($2::int[] IS NULL OR r.row_number = ANY ($2))
  AND ($3::text IS NULL OR r.status = $3)
  AND ($4::text IS NULL OR r.reason = $4)`;
/** Our own constant names, inlined. */
const inSql = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const told = 'resolved_by = $5, resolved_because = $6';
/** Of held rows, those that nobody has resolved otherwise, unless they are given by number. */
const notSettledAs = (other: string) =>
  `r.status = 'duplicate' AND ($2::int[] IS NOT NULL OR r.resolution IS NULL OR r.resolution NOT IN (${other}))`;

const statementsOn = (chosen: string): Record<RowActionRequest['action'], string[]> => ({
  assign: [
    `UPDATE import_row r SET status = 'matched', account_id = $7, reason = NULL, detail = NULL,
       resolution = 'assigned', ${told}
     WHERE ${chosen} AND status IN (${inSql(statusesFor('assign'))})`,
  ],
  ignore: [
    `UPDATE import_row r SET status = 'ignored', account_id = NULL,
       reason = 'ignored by a person', resolution = 'ignored',
       ignored_from = jsonb_build_object('status', status, 'reason', reason, 'detail', detail, 'accountId', account_id,
         'resolution', resolution), ${told}
     WHERE ${chosen} AND status IN (${inSql(statusesFor('ignore'))})`,
  ],
  discard: [
    `UPDATE import_row r SET resolution = 'discarded', ${told} WHERE ${chosen} AND ${notSettledAs(`'awaiting'`)}`,
  ],
  // Set aside until the sheet that has the call is corrected.
  await: [
    `UPDATE import_row r SET resolution = 'awaiting', ${told} WHERE ${chosen} AND ${notSettledAs(`'discarded'`)}`,
  ],
  // Then both are rematched.
  release: [
    // A call that the other sheet left out is billed by this one, which takes its claim; otherwise it is a separate
    // call, numbered after those of its fingerprint that are claimed or in this file. If it was released once and is
    // held again, it can be released again; what was discarded, only by its row number.
    `UPDATE import_row r SET ordinal = free.ordinal, ${told},
       repeats = r.repeats || jsonb_build_object('settled', CASE WHEN r.repeats ? 'leftOut' THEN 'taken-over'
         ELSE 'new' END),
       resolution = CASE WHEN r.resolution = 'assigned' THEN 'assigned' ELSE 'released' END
     FROM (
       SELECT r.row_number, CASE WHEN r.repeats ? 'leftOut' OR r.repeats ->> 'sameness' = 'changed' THEN r.ordinal
         ELSE greatest(own.last, (SELECT count(*) FROM call_claim k WHERE k.location_id = (SELECT location_id
           FROM charge_import WHERE id = $1)
             AND k.fingerprint = r.fingerprint AND k.import_id <> r.import_id))
           + row_number() OVER (PARTITION BY r.fingerprint ORDER BY r.row_number) END AS ordinal
       FROM import_row r
       JOIN (SELECT fingerprint, max(ordinal) AS last FROM import_row WHERE import_id = $1 GROUP BY fingerprint) own
       USING (fingerprint)
       WHERE ${chosen} AND ${notSettledAs(`'discarded', 'awaiting'`)}
     ) free
     WHERE r.import_id = $1 AND r.row_number = free.row_number`,
    // A row that a person had ignored returns to its previous state.
    `UPDATE import_row r SET status = ignored_from ->> 'status', reason = ignored_from ->> 'reason',
       detail = ignored_from ->> 'detail',
       account_id = (ignored_from ->> 'accountId')::uuid,
       resolution = ignored_from ->> 'resolution', ignored_from = NULL, ${told}
     WHERE ${chosen} AND status = 'ignored' AND resolution = 'ignored'`,
  ],
});

/**
 * Resolves rows of a draft by hand; the raw line stays, with who did what and why. @returns the number of rows.
 * @throws a lock timeout if somebody else is changing the sheet: a request must not wait for long.
 */
export async function actOnRows(tx: Transaction, request: RowActionRequest): Promise<number> {
  const { importId, action, rows, filter, accountId, because, personId } = request;
  const sheet = await lockSheetOf(tx, importId);
  requireSeen(sheet, request.seenVersion);
  if (sheet.state !== 'draft')
    throw new Refusal(
      'wrong-state',
      `The batch sheet is ${sheet.state}: reopen it before its rows are edited.`,
    );
  const place = { id: importId, locationId: sheet.locationId };
  // From before the holding call was recorded: it must be known what a person resolves the row against.
  const freed = action === 'release' ? await knowWhatHolds(tx, place) : [];
  const values = [importId, rows, filter?.status ?? null, filter?.reason ?? null, personId, because];
  if (action === 'assign') values.push(accountId);
  const statements = statementsOn([chosen, ...narrower(filter, values)].join(' AND '));
  const done = new Set<number>(freed);
  let count = rows ? freed.filter((row) => rows.includes(row)).length : freed.length;
  for (const statement of statements[action]) {
    const { rowCount, rows: told } = await withoutNestedLoops(tx, () =>
      tx.client.query<{ row: number }>(`${statement}${rows ? ' RETURNING r.row_number AS row' : ''}`, values),
    );
    count += rowCount ?? 0;
    for (const { row } of told) done.add(row);
  }
  if (rows) requireEach(rows, done, action);
  else if (count === 0) throw unfit('/filter', `None of those rows can be changed this way (${action}).`);
  // A released call is matched like any other; the other actions themselves determine the row's state.
  if (action === 'release') await matchAgain(tx, place);
  await recount(tx, { importId, sheetId: sheet.id });
  await recordEdit(tx, sheet.id, sheet.revision, personId);
  await recordAudit(tx, {
    personId,
    action: `rows.${action}`,
    subject: `import:${importId}`,
    // Why, in the person's words, stays with the rows.
    detail: { rows: count, ...(accountId && { accountId }) },
  });
  return count;
}

/** Further conditions on the row `r`; their values are added. */
function narrower(filter: RowsFilter | null, values: unknown[]): string[] {
  const { status, code, differs } = filter ?? {};
  const conditions = differs ? [differsIn(differs)] : [];
  if (code === undefined) return conditions;
  // Inlined, as in the partial index of codes.
  if (status !== 'matched') conditions.push(`r.status <> 'matched'`);
  const key = code && fold(code);
  return [...conditions, key ? `r.code_key = $${values.push(key)}` : 'r.code_key IS NULL'];
}

/** @returns the rows that turn out not to be held by anything: releasing them is done. */
async function knowWhatHolds(tx: Transaction, place: ImportPlace): Promise<number[]> {
  const heldBy = (more: string, values: unknown[]) =>
    tx.query<{ row: number }>(
      `SELECT row_number AS row FROM import_row WHERE import_id = $1 AND ${more}`,
      values,
    );
  const unknown = await heldBy(`status = 'duplicate' AND status <> 'matched' AND repeats IS NULL`, [
    place.id,
  ]);
  if (unknown.length === 0) return [];
  await matchAgain(tx, place);
  const free = await heldBy(`row_number = ANY ($2) AND status <> 'duplicate'`, [
    place.id,
    unknown.map(({ row }) => row),
  ]);
  return free.map(({ row }) => row);
}

const unfit = (pointer: string, what: string) =>
  new Refusal('invalid-request', what, {
    errors: [{ pointer, detail: 'Choose rows whose status allows the action.' }],
  });

/** All of the rows that were given, or none. */
function requireEach(rows: number[], done: Set<number>, action: string): void {
  const left = rows.filter((row) => !done.has(row));
  if (left.length === 0) return;
  const some = left.slice(0, 10).join(', ') + (left.length > 10 ? ', …' : '');
  throw unfit('/rows', `Nothing was done: row ${some} cannot be changed this way (${action}).`);
}
