import { ConservationBroken } from '../../../domain/imports/conservation';
import type { LineCounts, ReadCheckpoint } from '../../../domain/imports/read-row';
import { expectedPeriod } from '../../../domain/imports/expected-period';
import type { FileFacts } from '../../../domain/imports/warnings';
import type { Reader, Transaction } from '../../client/database';
import { shiftedCalls } from './matching/shifted-calls';
import type { ImportPlace } from './import-place';

interface Found {
  checkpoint: Pick<ReadCheckpoint, 'lines' | 'noticed' | 'line'> | null;
  referenceDate: string;
  firstDate: string | null;
  lastDate: string | null;
  /** A call of the file began after the upload. */
  later: boolean;
}

/** Tolerance for differences between clocks. */
const clocksDiffer = `interval '10 minutes'`;

/** Lines of the file that the stored rows of an import have. */
export async function linesOfRows(reader: Reader, importId: string): Promise<number> {
  const [kept] = await reader.query<{ lines: number }>(
    `SELECT coalesce(sum(CASE WHEN strpos(raw, chr(10)) = 0 THEN 1
       ELSE 1 + length(raw) - length(replace(raw, chr(10), '')) END), 0)::int AS lines
     FROM import_row WHERE import_id = $1`,
    [importId],
  );
  return kept?.lines ?? 0;
}

/**
 * Determines what is known about a file as a whole, and stores it with the import.
 * @param counted `repeats`: rows that repeat others of the file; `ofRows`: what `linesOfRows` gives.
 * @throws ConservationBroken if a line of the file is in none of the counts.
 */
export async function keepFileFacts(
  tx: Transaction,
  place: ImportPlace,
  { repeats, ofRows }: { repeats: number; ofRows: number },
): Promise<void> {
  const { id } = place;
  const [found] = await tx.query<Found>(
    `SELECT jsonb_build_object('lines', i.read_checkpoint -> 'lines', 'noticed', i.read_checkpoint -> 'noticed',
       'line', i.read_checkpoint -> 'line') AS checkpoint, i.reference_date::text AS "referenceDate",
       (i.first_call AT TIME ZONE l.time_zone)::date::text AS "firstDate",
       (i.last_call AT TIME ZONE l.time_zone)::date::text AS "lastDate",
       coalesce(i.last_call > i.created_at + ${clocksDiffer}, false) AS later
     FROM charge_import i JOIN location l ON l.id = i.location_id WHERE i.id = $1`,
    [id],
  );
  if (!found) throw new Error(`import ${id} is gone`);
  const { lines, noticed, line } = found.checkpoint ?? {};
  const facts: FileFacts = {
    lines: lines && line !== undefined ? requireAllLines({ ...lines, file: line - 1 }, ofRows) : null,
    noticed: noticed ?? null,
    repeats,
    firstDate: found.firstDate,
    lastDate: found.lastDate,
    ...(await unusualTimes(tx, id, found)),
    shifted: await shiftedCalls(tx, place),
  };
  await tx.query('UPDATE charge_import SET facts = $2 WHERE id = $1', [id, JSON.stringify(facts)]);
}

async function unusualTimes(
  tx: Transaction,
  id: string,
  { referenceDate, firstDate, lastDate, later }: Found,
): Promise<Pick<FileFacts, 'outsidePeriod' | 'afterUpload'>> {
  const { from, to } = expectedPeriod(referenceDate);
  const outside = (firstDate !== null && firstDate < from) || (lastDate !== null && lastDate > to);
  if (!outside && !later) return { outsidePeriod: 0, afterUpload: 0 };
  const [counted] = await tx.query<{ outside: number; later: number }>(
    `SELECT count(*) FILTER (WHERE r.local_date < $2 OR r.local_date > $3)::int AS outside,
       count(*) FILTER (WHERE r.started_at > i.created_at + ${clocksDiffer})::int AS later
     FROM import_row r JOIN charge_import i ON i.id = r.import_id WHERE r.import_id = $1 AND r.started_at IS NOT NULL`,
    [id, from, to],
  );
  return { outsidePeriod: counted?.outside ?? 0, afterUpload: counted?.later ?? 0 };
}

/** Each line of the file is in one of the counts, and the stored rows have the lines that were counted for them. */
function requireAllLines(
  lines: LineCounts & { file: number },
  ofRows: number,
): LineCounts & { file: number } {
  const { file, rows, blank, preamble, header, footer, leftOut } = lines;
  const counted = rows + blank + preamble + header + footer + leftOut;
  if (counted !== file || ofRows !== rows)
    throw new ConservationBroken(
      `the file has ${file} lines: ${ofRows} belong to rows (${rows} were counted), ${blank} are ` +
        `blank, ${preamble} come before the ` +
        `header, ${header} are headers, ${footer} footers, and ${leftOut} were left out, which makes ${counted}`,
    );
  return lines;
}
