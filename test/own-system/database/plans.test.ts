import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeCallLog } from '../../../dev/tools/make-call-log';
import type { Transaction } from '../../../prisma/client/database';
import { claimCalls } from '../../../prisma/repositories/imports/matching/claims';
import {
  beginMatching,
  finishMatching,
  matchAgain,
  wouldMatchAnew,
} from '../../../prisma/repositories/imports/matching/matching';
import { shiftedCalls } from '../../../prisma/repositories/imports/matching/shifted-calls';
import { actOnRows } from '../../../prisma/repositories/imports/row-actions';
import { codeSampleAccounts } from '../../setup/accounts';
import { complete, importFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';
import type { Untyped } from '../../setup/untyped';

/**
 * Where the planner takes an import that the statistics have not met for a row or two, each row is compared with
 * each.
 */
const perRow = ['import_row', 'call_claim', 'account_code'];
/** Those, and what is known of rows within one transaction. */
const large = [...perRow, 'near_call', 'repeated'];
const repeat = { allowRepeat: 'the same log twice' };
const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));

let system: OwnSystem;
let place: { id: string; locationId: string };
let again: { id: string; locationId: string };
let personId: string;

/**
 * One import claimed and known to the statistics; then a second, and the first's calls once more, that they know
 * nothing of.
 */
beforeAll(async () => {
  system = await startSystem();
  await codeSampleAccounts(system);
  for (const table of perRow)
    await system.database.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  const first = await importCalls(3_000, 1);
  expect((await complete(system, first.batchSheetId)).status).toBe(200);
  await system.database.query('ANALYZE');
  place = await importCalls(9_000, 2);
  again = await importCalls(3_000, 1);
  const [person] = await system.database.query<{ id: string }>('SELECT id FROM person LIMIT 1');
  personId = person?.id as string;
});
afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true });
});

async function callLog(rows: number, seed: number): Promise<Buffer> {
  const file = path.join(folder, 'calls.csv');
  await writeCallLog(file, { rows, seed });
  return readFileSync(file);
}

async function importCalls(rows: number, seed: number) {
  const found = await importFile(system, { content: await callLog(rows, seed), fields: repeat });
  return { id: found.id, locationId: found.location.id, batchSheetId: found.batchSheetId };
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  'Join Filter'?: string;
  Plans?: Plan[];
  'Parent Relationship'?: string;
}

/** Looked up by the key of a claim, of a row, or of a record: what is looked at does not grow with what there is. */
const byKey = (plan: Plan) =>
  /fingerprint = \w+\.fingerprint|row_number = |hashtextextended/.test(plan['Index Cond'] ?? '');

/** The tables that a part of a plan reads, but for single look-ups: those of sub-plans, and those by a key. */
const tablesOf = (plan: Plan): string[] => [
  ...(plan['Relation Name'] && !byKey(plan) ? [plan['Relation Name']] : []),
  ...(plan.Plans ?? []).filter((part) => part['Parent Relationship'] !== 'SubPlan').flatMap(tablesOf),
];

const comparesEach = (plan: Plan) =>
  plan['Node Type'] === 'Nested Loop' ||
  // Merged by the import alone: the row is compared within each.
  (plan['Node Type'] === 'Merge Join' && /row_number/.test(plan['Join Filter'] ?? ''));

/** Joins that compare each row of one table with each of another, and look-ups that intersect two indexes. */
function loops(plan: Plan): string[] {
  const parts = plan.Plans ?? [];
  const [outer = [], inner = []] = parts.map((part) => tablesOf(part).filter((name) => large.includes(name)));
  const bad = comparesEach(plan) && outer.length > 0 && inner.length > 0;
  // All claims of an import would be read for one of them.
  const both = plan['Node Type'] === 'BitmapAnd';
  return [
    ...(bad ? [`${outer.join()} × ${inner.join()}`] : []),
    ...(both ? ['two indexes'] : []),
    ...parts.flatMap(loops),
  ];
}

/** Explains each statement before it is carried out. */
function watched(tx: Transaction): { tx: Transaction; found: string[]; statements: () => number } {
  const found: string[] = [];
  let statements = 0;
  const explained = async (sql: string, values?: unknown[]) => {
    if (/^\s*(SELECT|UPDATE|INSERT|DELETE|WITH|DECLARE)/.test(sql)) {
      const { rows } = await tx.client.query(`EXPLAIN (FORMAT JSON) ${sql}`, values);
      found.push(...rows[0]['QUERY PLAN'].flatMap(({ Plan: plan }: { Plan: Plan }) => loops(plan)));
      statements += 1;
    }
    return tx.client.query(sql, values);
  };
  const query = (sql: Untyped, values?: unknown[]): Untyped =>
    typeof sql === 'string' ? explained(sql, values) : tx.client.query(sql, values);
  const client = new Proxy(tx.client, {
    get: (target, name) => (name === 'query' ? query : Reflect.get(target, name)),
  });
  return {
    tx: { ...tx, client, query: async (sql, values) => (await query(sql, values)).rows },
    found,
    statements: () => statements,
  };
}

class Undo extends Error {}

/** Carries out `work`, undoes it, and tells what was joined row by row. */
async function loopsOf(work: (tx: Transaction) => Promise<unknown>): Promise<string[]> {
  let seen: string[] = [];
  const run = system.database.transaction(async (tx) => {
    const watch = watched(tx);
    await work(watch.tx);
    expect(watch.statements()).toBeGreaterThan(0);
    seen = watch.found;
    throw new Undo();
  });
  await expect(run).rejects.toThrow(Undo);
  return seen;
}

async function releaseAll(tx: Transaction): Promise<void> {
  const done = await actOnRows(tx, {
    importId: again.id,
    action: 'release',
    rows: null,
    filter: { status: 'duplicate' },
    accountId: null,
    because: 'looked at',
    seenVersion: null,
    personId,
  });
  expect(done).toBe(3_000);
}

const finishAll = async (tx: Transaction) => finishMatching(tx, place, await beginMatching(tx, place));

async function knowNothingOfAMillionClaims(tx: Transaction): Promise<void> {
  await tx.query(`DELETE FROM pg_statistic WHERE starelid = 'call_claim'::regclass`);
  await tx.query(`UPDATE pg_class SET reltuples = 1000 * reltuples WHERE oid = 'call_claim'::regclass`);
  // As if they were on as many pages.
  await tx.query('SET LOCAL random_page_cost = 1000; SET LOCAL seq_page_cost = 1000');
}

it.each([
  ['finishing the matching', finishAll],
  ['matching again', (tx: Transaction) => matchAgain(tx, place)],
  ['matching again calls that are claimed', (tx: Transaction) => matchAgain(tx, again)],
  [
    'matching beside nothing but claims that they know nothing of',
    async (tx: Transaction) => {
      expect(await claimCalls(tx, place.id, place.locationId)).toBe(true);
      await tx.query('UPDATE charge_import SET first_call = NULL, last_call = NULL WHERE NOT id = ANY ($1)', [
        [place.id, again.id],
      ]);
      await shiftedCalls(tx, again);
    },
  ],
  ['asking for new matches', (tx: Transaction) => wouldMatchAnew(tx, place)],
  [
    'claiming calls',
    async (tx: Transaction) => expect(await claimCalls(tx, place.id, place.locationId)).toBe(true),
  ],
  ['releasing duplicates', releaseAll],
  [
    'releasing duplicates of a million claims of which nothing else is known',
    async (tx: Transaction) => {
      await knowNothingOfAMillionClaims(tx);
      await releaseAll(tx);
    },
  ],
  [
    'looking for shifted calls among a million claims of which nothing else is known',
    async (tx: Transaction) => {
      await tx.query(
        `UPDATE import_row SET status = 'unmatched', reason = 'unknown code',
           started_at = started_at + interval '1 hour' WHERE import_id = $1 AND started_at IS NOT NULL`,
        [again.id],
      );
      await knowNothingOfAMillionClaims(tx);
      expect((await shiftedCalls(tx, again))?.minutes).toBe(60);
    },
  ],
])('never compares each row with each, whatever the statistics say: %s', async (_, work) => {
  expect(await loopsOf(work)).toEqual([]);
});
