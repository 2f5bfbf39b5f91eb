import type { ImportTypeDefinition } from '../../../../domain/catalogue/import-type';
import { timesOfRows } from '../../../../domain/imports/file-days';
import { expectedPeriod } from '../../../../domain/imports/expected-period';
import { warningOfLocation } from '../../../../domain/imports/location-warning';
import { warningsOfFile } from '../../../../domain/imports/warnings';
import { whatToDoAboutFault } from '../../../../domain/imports/what-to-do';
import type { Database } from '../../../../prisma/client/database';
import { liveRepeat } from '../../../../prisma/repositories/imports/imports';
import { faultKinds } from '../../../../readers/preview-faults';
import type { PreviewedCalls } from '../../../../readers/preview-calls';
import type { Caller } from '../../../http/caller';
import { warningsView } from '../warnings-view';
import { callsFound } from './calls-found';
import { codesFound } from './codes-found';
import { columnsFound } from './columns-found';
import { type MatchedRow, matchRows, previewedRow, statusOf } from './previewed-rows';
import type { Preview } from './preview-schema';

interface Looking {
  caller: Caller;
  locationId: string;
  definition: ImportTypeDefinition;
  /** yyyy-mm-dd; null while it is not filled in. */
  referenceDate: string | null;
  /** Of the whole file; null if only its beginning was sent. */
  sha256: string | null;
}

const shownRows = 20;

/** What a person should know about a file before they import it. */
export async function lookAtFile(database: Database, read: PreviewedCalls, looking: Looking) {
  const { caller, locationId, definition, sha256 } = looking;
  const { checkpoint, failure } = read;
  const rows = await matchRows(database, locationId, read.rows);
  const [codes, { repeats, ...calls }, same] = await Promise.all([
    codesFound(database, locationId, rows, caller),
    callsFound(database, locationId, read.rows),
    sha256 === null ? null : liveRepeat(database, { locationId, sha256 }),
  ]);
  const ofStatus = (status: string) => rows.filter((row) => statusOf(row) === status).length;
  const lines = checkpoint?.lines ? { ...checkpoint.lines, file: checkpoint.line - 1 } : null;
  return {
    failure: failure && { code: failure.code, message: failure.message },
    ...columnsFound(read, definition),
    counts: {
      file: rows.length,
      matched: ofStatus('matched'),
      unmatched: ofStatus('unmatched'),
      invalid: ofStatus('invalid'),
      ignored: ofStatus('ignored'),
    },
    rows: rows.slice(0, shownRows).map((row) => previewedRow(row, caller)),
    faults: faultKinds(read.rows, checkpoint?.columns ?? {}, definition.delimiter).map(
      ({ example, cell, ...kind }) => ({
        ...kind,
        whatToDo: whatToDoAboutFault(kind.column),
        cell: cell?.slice(0, 1_000) ?? null,
        example: previewedRow({ row: example, codeKey: null, matched: null }, caller),
      }),
    ),
    codes,
    ...calls,
    sameFile: same && { importId: same.id, fileName: same.fileName, status: same.status },
    footer: read.footer,
    lines,
    warnings: warningsView(warningsOf(read, rows, { ...looking, repeats, lines }), caller),
  } satisfies Partial<Preview>;
}

/** What the import itself would warn of; whether its calls are shifted is only looked for in a whole file. */
function warningsOf(
  { rows: read, checkpoint }: PreviewedCalls,
  rows: MatchedRow[],
  { referenceDate, repeats, lines }: Looking & { repeats: number; lines: Preview['lines'] },
) {
  const now = new Date();
  const period = expectedPeriod(referenceDate ?? now.toISOString());
  const facts = {
    lines,
    noticed: checkpoint?.noticed ?? null,
    repeats,
    ...timesOfRows(read, referenceDate === null ? null : period, now),
    shifted: null,
  };
  const elsewhere = new Map<string, number>();
  for (const { matched } of rows)
    if (matched?.reason === 'code of another location' && matched.detail !== null)
      elsewhere.set(matched.detail, (elsewhere.get(matched.detail) ?? 0) + 1);
  const byRows = [...elsewhere]
    .map(([location, count]) => ({ location, rows: count }))
    .sort((one, other) => other.rows - one.rows);
  return [...warningsOfFile(facts, period, rows.length), ...warningOfLocation(byRows, rows.length)];
}
