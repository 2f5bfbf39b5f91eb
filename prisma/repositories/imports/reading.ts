import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import { codeBook, type HeldCode } from '../../../domain/accounts/code-book';
import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';
import { toBeReadStatuses } from '../../../domain/imports/import-states';
import type { FooterAmounts, ReadCheckpoint, ReadRow } from '../../../domain/imports/read-row';
import { SeenCalls } from '../../../domain/imports/seen-calls';
import type { Warning } from '../../../domain/imports/warnings';
import type { Database, Reader, Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';
import { BinaryRows, copyHead, copyTail } from '../../client/binary-copy';
import { codeFolder, copyRows, RowSums, type RowWriting, writtenColumns } from './copy-rows';
import { constraintOf } from '../../client/constraint';
import { jsonText } from '../../client/json-text';

/** What reading works on. Codes are as they are now: if they change before matching, all rows are rematched. */
export interface ReadingJob extends RowWriting {
  /** Fencing token: only the latest attempt may write. */
  attempt: number;
  locationId: string;
  timeZone: string;
  currency: string;
  sha256: string;
  /** Size of the file. */
  bytes: number;
  definition: ImportTypeDefinition;
  checkpoint: ReadCheckpoint | null;
}

/** Starts reading, or continues where the last attempt committed. Null if there is nothing more to read. */
export async function beginReading(database: Database, importId: string): Promise<ReadingJob | null> {
  const [job] = await database.transaction((tx) =>
    tx.query<Omit<ReadingJob, 'accountOf' | 'foldCode' | 'seen'>>(
      `UPDATE charge_import i SET status = 'reading', read_attempt = read_attempt + 1
     FROM location l, import_type t
     WHERE i.id = $1 AND i.status = ANY ($2) AND l.id = i.location_id AND t.id = i.import_type_id
     RETURNING i.id AS "importId", i.read_attempt AS attempt, i.location_id AS "locationId", l.time_zone AS "timeZone",
       l.currency, i.file_sha256 AS sha256, i.file_bytes::float8 AS bytes, t.definition,
       i.read_checkpoint AS checkpoint`,
      [importId, toBeReadStatuses],
    ),
  );
  if (!job) return null;
  const accountOf = codeBook(await codesAt(database, job.locationId));
  return { ...job, accountOf, foldCode: codeFolder(), seen: seenFrom(job) };
}

/** Earlier rows of a resumed reading are not known. */
export const seenFrom = ({
  checkpoint,
  bytes,
}: Pick<ReadingJob, 'checkpoint' | 'bytes'>): SeenCalls | null =>
  (checkpoint?.nextRow ?? 1) === 1 ? new SeenCalls(bytes) : null;

/** Compared as text: always in this form, whatever the session's settings are. */
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

const codesAt = (database: Database, locationId: string): Promise<HeldCode[]> =>
  database.query<HeldCode>(
    `SELECT c.code_key AS "codeKey", c.account_id AS "accountId", ${day('c.effective_from')} AS "effectiveFrom",
       ${day('c.effective_to')} AS "effectiveTo", ${day('a.tenancy_from')} AS "tenancyFrom",
       ${day('a.tenancy_to')} AS "tenancyTo"
     FROM account_code c JOIN account a ON a.id = c.account_id WHERE c.location_id = $1`,
    [locationId],
  );

/** A batch of rows as they were read, and where reading continues after them. */
export interface ReadBatch {
  rows: ReadRow[];
  checkpoint: ReadCheckpoint;
  footer: FooterAmounts | null;
}

/** Rolls back a chunk that another attempt has overtaken. */
class Overtaken extends Error {}

/**
 * Writes a chunk of rows, matched, and the checkpoint after it, in one transaction. Its rows are sent as they are read;
 * meanwhile, the chunk before it may be committed.
 * @param firstRow Number of the first row.
 * @param before Whether the chunk before was written: only after it, this one is.
 * @returns the checkpoint; null if another attempt has taken over or the import was cancelled: then nothing is written.
 */
export async function appendChunk(
  database: Database,
  job: ReadingJob,
  firstRow: number,
  batches: AsyncIterable<ReadBatch>,
  before: Promise<boolean>,
): Promise<ReadCheckpoint | null> {
  try {
    return await database.transaction(async (tx) => {
      if (!(await stillOurs(tx, job))) throw new Overtaken();
      const { checkpoint, footer, sums } = await sendRows(tx, job, batches, before);
      if (!(await stillOurs(tx, job, firstRow))) throw new Overtaken();
      const { rows, buy, sell } = sums.total();
      await tx.query(
        `UPDATE charge_import SET read_checkpoint = $2, footer = coalesce($3, footer), file_rows = file_rows + $4,
         file_buy = file_buy + $5::numeric, file_sell = file_sell + $6::numeric WHERE id = $1`,
        [job.importId, jsonText(checkpoint), footer && jsonText(footer), rows, buy, sell],
      );
      return checkpoint;
    });
  } catch (error) {
    if (error instanceof Overtaken) return null;
    // The other attempt has written the same rows.
    const isTaken = constraintOf(error) === 'import_row_pkey' && !(await stillOurs(database, job, firstRow));
    if (isTaken) return null;
    throw error;
  }
}

/** Sends the rows of a chunk, and waits for the chunk before. @returns what is known at its end. */
async function sendRows(
  tx: Transaction,
  job: ReadingJob,
  batches: AsyncIterable<ReadBatch>,
  before: Promise<boolean>,
): Promise<Pick<ReadBatch, 'checkpoint' | 'footer'> & { sums: RowSums }> {
  const sums = new RowSums();
  const into = new BinaryRows();
  let last: ReadBatch | undefined;
  let failure: unknown;
  const bytes = async function* () {
    try {
      yield copyHead;
      for await (const batch of batches) {
        last = batch;
        sums.add(batch.rows);
        yield* copyRows(into, batch.rows, job);
      }
      yield into.rest();
      // Here and not after the COPY: a session that waits in it is not taken for a lost one.
      if (!(await before)) throw new Overtaken();
      yield copyTail;
    } catch (error) {
      failure = error;
      // PostgreSQL is told why a COPY ends, and logs it: the text must not contain the file's contents.
      throw new Error('the reading has failed');
    }
  };
  const copy = tx.client.query(copyFrom(`COPY import_row (${writtenColumns}) FROM STDIN (FORMAT binary)`));
  await pipeline(Readable.from(bytes()), copy).catch((error: unknown) => {
    throw failure ?? error;
  });
  if (!last) throw new Error('a chunk of nothing, not even of an end');
  return { ...last, sums };
}

/**
 * The fence: a superseded attempt that is still running finds another attempt, or its rows already there.
 * @param firstRow Of the chunk about to be committed: the import is locked until then.
 */
async function stillOurs(asked: Reader, job: ReadingJob, firstRow?: number): Promise<boolean> {
  const [now] = await asked.query<{ attempt: number; status: string; next: number }>(
    `SELECT read_attempt AS attempt, status, coalesce((read_checkpoint ->> 'nextRow')::int, 1) AS next
     FROM charge_import WHERE id = $1 ${firstRow === undefined ? '' : 'FOR UPDATE'}`,
    [job.importId],
  );
  const isOurs = now?.attempt === job.attempt && now.status === 'reading';
  return isOurs && (firstRow === undefined || now.next === firstRow);
}

/**
 * Everything has been read: matching comes next. What is known about the file as a whole is taken from the last
 * checkpoint; if an older version began to read and did not count it, the period of its calls is looked up.
 * @returns false if another attempt has taken over or the import was cancelled.
 */
export async function finishReading(database: Database, job: ReadingJob): Promise<boolean> {
  const noticed = `(read_checkpoint -> 'noticed')`;
  const ofRows = (which: string) => `(SELECT ${which}(started_at) FROM import_row WHERE import_id = $1)`;
  const callAt = (which: string, of: string) =>
    `CASE WHEN ${noticed} IS NULL THEN ${ofRows(which)} ELSE (${noticed} ->> '${of}')::timestamptz END`;
  const done = await database.query(
    `UPDATE charge_import SET status = 'matching', empty = file_rows = 0,
       read_checkpoint = read_checkpoint || jsonb_build_object('repeatedRows', $3::jsonb),
       first_call = ${callAt('min', 'firstCall')}, last_call = ${callAt('max', 'lastCall')}
     WHERE id = $1 AND read_attempt = $2 AND status = 'reading' RETURNING id`,
    [job.importId, job.attempt, JSON.stringify(job.seen?.repeated() ?? null)],
  );
  return done.length > 0;
}

/**
 * Discards everything that was read.
 * @param from Where reading starts again; at the beginning, with nothing known, if absent.
 * @returns false if another attempt has taken over or the import was cancelled.
 */
export function forgetRows(
  database: Database,
  job: ReadingJob,
  from: ReadCheckpoint | null = null,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const forgotten = await tx.query(
      `UPDATE charge_import SET read_checkpoint = $3, footer = NULL, file_rows = 0, file_buy = 0, file_sell = 0
       WHERE id = $1 AND read_attempt = $2 AND status = 'reading' RETURNING id`,
      [job.importId, job.attempt, from && jsonText(from)],
    );
    if (forgotten.length > 0) await tx.query('DELETE FROM import_row WHERE import_id = $1', [job.importId]);
    return forgotten.length > 0;
  });
}

/** The file cannot be read at all: one clear message, and the same bytes may be sent again. */
export async function failImport(
  database: Database,
  job: ReadingJob,
  failure: { code: string; message: string },
  warnings: Warning[],
) {
  await database.transaction(async (tx) => {
    const failed = await tx.query(
      `UPDATE charge_import SET status = 'failed', failure = $3, warnings = $4
       WHERE id = $1 AND read_attempt = $2 AND status = 'reading' RETURNING id`,
      [job.importId, job.attempt, jsonText(failure), jsonText(warnings)],
    );
    if (failed.length > 0)
      await recordAudit(tx, {
        personId: null,
        action: 'import.failed',
        subject: `import:${job.importId}`,
        detail: { code: failure.code },
        before: { status: 'reading' },
        after: { status: 'failed' },
      });
  });
}
