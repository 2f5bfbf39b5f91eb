import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { type FillSizes, type Filled, fillLists } from '../../dev/tools/fill-lists';
import { type Database, openDatabase } from '../../prisma/client/database';
import { registerPerson } from '../../prisma/repositories/people/persons';
import { aligned } from '../report';
import { startBareServer } from './bare';
import { type Asker, type Places, reads } from './lists';
import { type Asked, inTurns, timed, type Took } from './turns';

/** Of each list, before any is measured: for the first hundreds of requests, V8 still compiles what they run. */
const warmUps = 300;

/**
 * Fills the stack's database, and requests each list without other load, from the API and from a bare server in turn.
 */
export async function measureReads(stack: OwnStack, sizes: FillSizes): Promise<string> {
  console.log(
    `Filling in ${Object.entries(sizes)
      .map(([what, many]) => `${many} ${what}`)
      .join(', ')} …`,
  );
  const { info } = stack;
  const filled = await fillLists(info.database, sizes);
  await vacuum(info.database);
  const database = openDatabase(info.database);
  const keys: Record<Asker, string> = {
    everywhere: await keyOf(database, 'Lists everywhere', null),
    here: await keyOf(database, 'Lists here', filled.locations[0] as string),
  };
  const lists = reads(await placesIn(database, filled, sizes));
  await database.close();
  const bare = await startBareServer(info.database, lists);
  const asked = lists.map(({ path, who }, at): [Asked, Asked] => [
    { url: `${info.api}${path}`, headers: { authorization: `Bearer ${keys[who]}` }, pid: stack.pidOf('api') },
    { url: `${bare.url}/${at}`, headers: {}, pid: bare.pid },
  ]);
  console.log(`${lists.length} lists …`);
  try {
    for (const one of asked.flat()) for (let n = 0; n < warmUps; n++) await timed(one);
    const lines: string[][] = [];
    for (const [at, { name, who }] of lists.entries())
      lines.push([
        name.trim(),
        who,
        ...figures(await inTurns(asked[at] as [Asked, Asked], stack.pidOf('PostgreSQL'))),
      ]);
    return aligned(head, lines);
  } finally {
    bare.stop();
  }
}

const head = [
  ...['list', 'for', 'p50 ms', 'p99 ms', 'bare p50', 'bare p99', 'ratio of p50'],
  ...['processor ms', 'bare processor', 'ratio of processor', 'PostgreSQL ms', 'bare PostgreSQL'],
];

const figures = ([ours, least]: [Took, Took]): string[] => [
  ...[ours.p50, ours.p99, least.p50, least.p99, ours.p50 / least.p50].map((one) => one.toFixed(1)),
  ...[ours.server, least.server, ours.server / least.server].map((one) => one.toFixed(2)),
  ...[ours.postgres, least.postgres].map((one) => one.toFixed(2)),
];

/** Now, instead of by autovacuum beside what is measured. */
async function vacuum(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
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
