import { callsByDay } from '../../../../domain/imports/file-days';
import type { ReadRow } from '../../../../domain/imports/read-row';
import type { Database } from '../../../../prisma/client/database';
import { fingerprintHex, fingerprintOf } from '../../../../prisma/repositories/imports/fingerprint';
import { earlierImports } from '../../../../prisma/repositories/imports/preview/earlier-imports';
import type { Preview } from './preview-schema';

type CallsFound = Pick<Preview, 'calls' | 'days' | 'earlierImports'> & { repeats: number };

/** More days than a file of calls has. */
const maxDays = 400;

/** When the calls were, and what was imported of these days before. */
export async function callsFound(
  database: Database,
  locationId: string,
  rows: ReadRow[],
): Promise<CallsFound> {
  const starts = rows.flatMap(({ startedAt }) => startedAt ?? []);
  const days = callsByDay(rows);
  const dates = [...days.keys()];
  const [firstDate, lastDate] = [dates[0], dates.at(-1)];
  if (!firstDate || !lastDate) return { calls: null, days: [], earlierImports: [], repeats: 0 };
  const [first, last] = [Math.min(...starts), Math.max(...starts)].map((at) =>
    new Date(at).toISOString(),
  ) as [string, string];
  const all = rows.flatMap((row) => fingerprintOf(row) ?? []).map(fingerprintHex);
  const fingerprints = [...new Set(all)];
  const earlier = await earlierImports(database, { locationId, first, last, fingerprints });
  return {
    calls: { first, last, firstDate, lastDate },
    days: [...days].slice(0, maxDays).map(([date, count]) => ({
      date,
      rows: count,
      importIds: earlier.filter((one) => one.firstDate <= date && date <= one.lastDate).map((one) => one.id),
    })),
    earlierImports: earlier.map(({ id, ...one }) => ({ importId: id, ...one })),
    repeats: all.length - fingerprints.length,
  };
}
