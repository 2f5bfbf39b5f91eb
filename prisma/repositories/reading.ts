import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import type { ImportTypeDefinition } from '../../domain/import-type';
import type { FooterAmounts, ReadCheckpoint, ReadRow } from '../../domain/read-row';
import type { Database, Transaction } from '../database';
import { recordAudit } from './audit';
import { copyBlocks, stagedColumns } from './copy-line';
import { fingerprintSql, matchedJoin, matchedSql } from './matching-sql';

export interface ReadingJob {
  importId: string;
  /** Fencing token: only the newest attempt may write. */
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

/** Begins to read, or goes on where the last attempt committed. Null when there is nothing more to read. */
export async function beginReading(database: Database, importId: string): Promise<ReadingJob | null> {
  const [job] = await database.query<ReadingJob>(
    `UPDATE charge_import i SET status = 'reading', read_attempt = read_attempt + 1
     FROM location l, import_type t
     WHERE i.id = $1 AND i.status IN ('received', 'reading') AND l.id = i.location_id AND t.id = i.import_type_id
     RETURNING i.id AS "importId", i.read_attempt AS attempt, i.location_id AS "locationId", l.time_zone AS "timeZone",
       l.currency, i.file_sha256 AS sha256, i.file_bytes::float8 AS bytes, t.definition, i.read_checkpoint AS checkpoint`,
    [importId],
  );
  return job ?? null;
}

export interface ReadChunk {
  rows: ReadRow[];
  /** Where reading goes on after these rows. */
  checkpoint: ReadCheckpoint;
  footer: FooterAmounts | null;
}

/** A chunk as the database takes it. */
export interface Chunk {
  firstRow: number;
  lines: Buffer[];
  checkpoint: ReadCheckpoint;
  footer: FooterAmounts | null;
}

/** Makes a chunk ready to be written: work that can be done while the one before is being written. */
export function readyToWrite({ rows, checkpoint, footer }: ReadChunk): Chunk {
  return {
    firstRow: rows[0]?.rowNumber ?? checkpoint.nextRow,
    lines: copyBlocks(rows),
    checkpoint,
    footer,
  };
}

/**
 * Writes one chunk, matched, and the checkpoint behind it, in one transaction.
 * @returns false when another attempt has taken over or the import was cancelled: then nothing is written.
 */
export function appendChunk(database: Database, job: ReadingJob, chunk: Chunk): Promise<boolean> {
  return database.transaction(async (tx) => {
    if (!(await stillOurs(tx, job, chunk))) return false;
    await stage(tx, chunk.lines);
    await tx.query(
      `INSERT INTO import_row (import_id, row_number, line, raw, status, account_id, reason, detail, account_code, code_key,
         extension, number, destination, started_at, local_date, ambiguous_time, duration_seconds, buy, sell, record_id, fingerprint)
       SELECT $1, r.row_number, r.line, r.raw,
         CASE WHEN r.fault IS NOT NULL THEN 'invalid' WHEN r.ignored IS NOT NULL THEN 'ignored' ELSE ${matchedSql.status} END,
         CASE WHEN r.fault IS NULL AND r.ignored IS NULL THEN ${matchedSql.accountId} END,
         coalesce(r.fault, r.ignored, ${matchedSql.reason}),
         CASE WHEN r.fault IS NOT NULL THEN r.fault_column WHEN r.ignored IS NULL THEN ${matchedSql.detail} END,
         r.account_code, r.code_key, r.extension, r.number, r.destination, r.started_at, r.local_date, r.ambiguous_time,
         r.duration_seconds, r.buy, r.sell, r.record_id, ${fingerprintSql}
       FROM staged r ${matchedJoin('$2')}`,
      [job.importId, job.locationId],
    );
    await tx.query(
      `UPDATE charge_import i SET read_checkpoint = $2, footer = coalesce($3, footer), file_rows = file_rows + s.rows,
         file_buy = file_buy + s.buy, file_sell = file_sell + s.sell
       FROM (SELECT count(*)::int AS rows, coalesce(sum(buy), 0) AS buy, coalesce(sum(sell), 0) AS sell FROM staged) s
       WHERE i.id = $1`,
      [job.importId, JSON.stringify(chunk.checkpoint), chunk.footer && JSON.stringify(chunk.footer)],
    );
    return true;
  });
}

/** The fence: a lost attempt that still runs finds another attempt, or its rows there already. */
async function stillOurs(tx: Transaction, job: ReadingJob, chunk: Chunk): Promise<boolean> {
  const [now] = await tx.query<{ attempt: number; status: string; next: number }>(
    `SELECT read_attempt AS attempt, status, coalesce((read_checkpoint ->> 'nextRow')::int, 1) AS next
     FROM charge_import WHERE id = $1 FOR UPDATE`,
    [job.importId],
  );
  return now?.attempt === job.attempt && now.status === 'reading' && now.next === chunk.firstRow;
}

async function stage(tx: Transaction, lines: Buffer[]): Promise<void> {
  await tx.query(
    `CREATE TEMPORARY TABLE staged (${stagedColumns.map(({ name, type }) => `${name} ${type}`).join(', ')}) ON COMMIT DROP`,
  );
  const into = tx.client.query(copyFrom(`COPY staged FROM STDIN`));
  await pipeline(Readable.from(lines), into);
}

/** Everything is read: matching comes next. False when another attempt has taken over or the import was cancelled. */
export async function finishReading(database: Database, job: ReadingJob): Promise<boolean> {
  const done = await database.query(
    `UPDATE charge_import SET status = 'matching' WHERE id = $1 AND read_attempt = $2 AND status = 'reading' RETURNING id`,
    [job.importId, job.attempt],
  );
  return done.length > 0;
}

/** The file cannot be read at all: one clear message, and the same bytes may be sent again. */
export async function failImport(
  database: Database,
  job: ReadingJob,
  failure: { code: string; message: string },
) {
  await database.transaction(async (tx) => {
    const failed = await tx.query(
      `UPDATE charge_import SET status = 'failed', failure = $3 WHERE id = $1 AND read_attempt = $2 AND status = 'reading' RETURNING id`,
      [job.importId, job.attempt, JSON.stringify(failure)],
    );
    if (failed.length > 0)
      await recordAudit(tx, {
        personId: null,
        action: 'import.failed',
        subject: `import:${job.importId}`,
        detail: { code: failure.code },
      });
  });
}
