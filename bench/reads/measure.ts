import { randomBytes } from 'node:crypto';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { type FillSizes, type Filled, fillLists } from '../../dev/tools/fill-lists';
import { type Database, openDatabase } from '../../prisma/client/database';
import { registerPerson } from '../../prisma/repositories/people/persons';
import { aligned } from '../report';
import { startBareServer } from './bare';
import { type Asker, type Places, reads } from './lists';

const warmUps = 20;
const times = 300;

/**
 * Fills the stack's database, and requests each list without other load, from the API and from a bare server in turn.
 */
export async function measureReads({ info }: OwnStack, sizes: FillSizes): Promise<string> {
  console.log(
    `Filling in ${Object.entries(sizes)
      .map(([what, many]) => `${many} ${what}`)
      .join(', ')} …`,
  );
  const filled = await fillLists(info.database, sizes);
  const database = openDatabase(info.database);
  const keys: Record<Asker, string> = {
    everywhere: await keyOf(database, 'Lists everywhere', null),
    here: await keyOf(database, 'Lists here', filled.locations[0] as string),
  };
  const lists = reads(await placesIn(database, filled, sizes));
  await database.close();
  const bare = await startBareServer(info.database, lists);
  console.log(`${lists.length} lists, ${times} times each …`);
  try {
    const lines: string[][] = [];
    for (const [at, { name, who, path }] of lists.entries()) {
      const authorization = `Bearer ${keys[who]}`;
      const [ours, least] = await timedInTurn([
        { url: `${info.api}${path}`, headers: { authorization } },
        { url: `${bare.url}/${at}`, headers: {} },
      ]);
      const ratio = (ours.p50 / least.p50).toFixed(1);
      lines.push([name.trim(), who, ms(ours.p50), ms(ours.p99), ms(least.p50), ms(least.p99), ratio]);
    }
    return aligned(['list', 'for', 'p50 ms', 'p99 ms', 'bare p50', 'bare p99', 'ratio of p50'], lines);
  } finally {
    bare.stop();
  }
}

const ms = (took: number) => took.toFixed(1);

interface Request {
  url: string;
  headers: Record<string, string>;
}

interface Took {
  p50: number;
  p99: number;
}

/** One after the other, so that other load on the machine affects both. */
async function timedInTurn([ours, least]: [Request, Request]): Promise<[Took, Took]> {
  const took: [number[], number[]] = [[], []];
  for (let n = -warmUps; n < times; n++)
    for (const [at, request] of [ours, least].entries()) {
      const ms = await timed(request);
      if (n >= 0) took[at]?.push(ms);
    }
  return [summary(took[0]), summary(took[1])];
}

async function timed({ url, headers }: Request): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(60_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}: ${text.slice(0, 500)}`);
  return performance.now() - begun;
}

function summary(took: number[]): Took {
  took.sort((a, b) => a - b);
  return { p50: took[times / 2] as number, p99: took[Math.floor(times * 0.99)] as number };
}

/** A person who may complete and approve at a Location, or at all of them. */
async function keyOf(database: Database, name: string, locationId: string | null): Promise<string> {
  const key = randomBytes(16).toString('hex');
  const id = await registerPerson(database.pool, { name, kind: 'human', roles: ['ops', 'approver'], key });
  await database.query('UPDATE person_grant SET location_id = $2 WHERE person_id = $1', [id, locationId]);
  return key;
}

async function placesIn(database: Database, filled: Filled, { accounts, rows }: FillSizes): Promise<Places> {
  const time = (column: string, digits: string) =>
    `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.${digits}"Z"')`;
  const [found] = await database.query<Omit<Places, 'filled' | 'lastAccount' | 'lastRow'>>(
    `SELECT (SELECT id FROM person WHERE name = 'Lists everywhere') AS "personId",
       (SELECT json_build_array(${time('created_at', 'MS')}, id) FROM batch_sheet ORDER BY created_at OFFSET 200
       LIMIT 1) AS "oldSheet",
       (SELECT ${time('posted_at', 'US')} FROM batch_sheet WHERE id = $1) AS "bigPostedAt",
       (SELECT ${time('posted_at', 'US')} FROM batch_sheet WHERE state = 'posted' ORDER BY posted_at DESC OFFSET 20
       LIMIT 1) AS lately`,
    [filled.bigSheet],
  );
  return {
    ...(found as Omit<Places, 'filled' | 'lastAccount' | 'lastRow'>),
    filled,
    lastAccount: `FILL-${String(accounts - 60).padStart(7, '0')}`,
    lastRow: Math.floor(rows / 2),
  };
}
