import type { Database } from '../../../../prisma/client/database';
import { type CodesKnown, codesKnown } from '../../../../prisma/repositories/imports/preview/codes-known';
import type { Caller } from '../../../http/caller';
import type { Preview } from './preview-schema';
import type { MatchedRow } from './previewed-rows';

const maxCodes = 2_000;

/** How many of the file's codes are known here, and where more of them are. */
export async function codesFound(
  database: Database,
  locationId: string,
  rows: MatchedRow[],
  caller: Caller,
): Promise<Preview['codes']> {
  const codes = new Map<string, number>();
  for (const { codeKey } of rows)
    if (codeKey !== null && (codes.has(codeKey) || codes.size < maxCodes))
      codes.set(codeKey, (codes.get(codeKey) ?? 0) + 1);
  const all = [...codes.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return { codes: 0, rows: 0, here: null, better: [] };
  const known = await codesKnown(database, { codes, locationId, readable: caller.readsAt });
  const view = (one: CodesKnown) => ({
    location: { id: one.locationId, name: one.location },
    codes: one.codes,
    rows: one.rows,
    percentOfRows: Math.floor((one.rows * 100) / all),
  });
  const here = known.find((one) => one.locationId === locationId);
  const better = known.filter((one) => one.locationId !== locationId && one.rows > (here?.rows ?? 0));
  return { codes: codes.size, rows: all, here: here ? view(here) : null, better: better.map(view) };
}
