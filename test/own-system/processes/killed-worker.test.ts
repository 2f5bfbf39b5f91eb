import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CallLog, writeCallLog } from '../../../dev/tools/make-call-log';
import { newAccount, sendSampleAccounts, sendState } from '../../setup/accounts';
import { clientsUnder, misbehave, received } from '../../setup/connect';
import { approve, complete, importState, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import type { Program } from '../../setup/program';
import { until } from '../../setup/system';
import { holdCharge, holdRow, holdUp } from '../../setup/hold-up';

interface Import {
  id: string;
  made: CallLog;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));
let system: ProcessSystem;
let killed: Program;
let next: Program;
let reading: Import;
let matching: Import;
let posting: Import;
let sent: { id: string; accountsId: string };

/**
 * Three imports, one in each phase, each in the middle of a statement, and a create whose answer has not come yet,
 * when their
 * worker is killed; then another starts.
 */
beforeAll(async () => {
  system = await startProcessSystem({ CONNECT_TIMEOUT_MS: '10000', CONNECT_SEARCH_LAG_MS: '500' });
  killed = await system.workerProcess();
  await sendSampleAccounts(system);

  posting = await uploadCalls(45_000, 1);
  await importState(system, posting.id, ['in-review']);
  const charge = await holdCharge(system.databaseUrl, posting.id, 30_010);
  await completeAndApprove(posting.id);
  await charge.somebodyWaits();
  const sheets = await holdUp(system.databaseUrl, 'LOCK TABLE batch_sheet IN SHARE MODE');
  matching = await uploadCalls(15_000, 2);
  await sheets.somebodyWaits();
  reading = await uploadCalls(200_000, 7);
  const row = await holdRow(system.databaseUrl, reading.id, 119_990);
  await row.somebodyWaits();
  const create = { operation: 'create', delayMs: 60_000, times: 1 };
  await misbehave(system, { searchLagMs: 400, ignoreIdempotencyKey: true, rules: [create] });
  sent = await newAccount(system, { sendToConnect: true });
  await until(
    () => clientsUnder(system, sent.accountsId),
    (clients) => clients.length === 1,
  );

  killed.signal('SIGKILL');
  expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' });
  // what the dead worker had asked of the database goes on there by itself
  for (const held of [charge, sheets, row]) await held.release();
  expect((await sendState(system, sent.id, ['settling'])).client).toBeNull();
  next = await system.workerProcess();
}, 300_000);
afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true });
});

async function uploadCalls(rows: number, seed: number): Promise<Import> {
  const file = path.join(folder, 'calls.csv');
  const made = await writeCallLog(file, { rows, seed });
  const { status, body } = await upload(system, { content: readFileSync(file) });
  expect(status).toBe(202);
  return { id: body.id, made };
}

async function completeAndApprove(importId: string): Promise<void> {
  const { batchSheetId } = await importState(system, importId, ['in-review']);
  expect((await complete(system, batchSheetId)).status).toBeLessThan(300); // 202 where it takes its time
  await importState(system, importId, ['completed']);
  expect((await approve(system, batchSheetId)).status).toBeLessThan(300);
}

const begun = (program: Program, event: string, { id }: Import) =>
  program.logged(event).filter(({ importId }) => importId === id);

/** Rows as they are kept, against what the file came to when it was made. */
async function expectEveryRowOnce({ id, made }: Import): Promise<void> {
  const { rows, buy, sell } = made.whole;
  const [kept] = await system.database.query(
    `SELECT count(*)::int AS rows, count(DISTINCT row_number)::int AS numbers, min(row_number) AS first,
       max(row_number) AS last, sum(buy)::text AS buy, sum(sell)::text AS sell,
       (SELECT count(*)::int FROM batch_sheet WHERE import_id = $1) AS sheets
     FROM import_row WHERE import_id = $1`,
    [id],
  );
  expect(kept).toEqual({ rows, numbers: rows, first: 1, last: rows, buy, sell, sheets: 1 });
  const { body } = await system.call('ops', 'GET', `/v1/charge-imports/${id}`);
  expect(body).toMatchObject({ rows: { file: rows }, amount: { buy: { file: buy }, sell: { file: sell } } });
}

/** Charges by Account, against what the file came to by code; a code that nobody has is not charged. */
async function expectEveryChargeOnce({ id, made }: Import): Promise<void> {
  const charged = await system.database.query<{ code: string; rows: number; sell: string }>(
    `SELECT a.accounts_id AS code, count(*)::int AS rows, round(sum(c.net), 4)::text AS sell
     FROM charge c JOIN account a ON a.id = c.account_id WHERE c.import_id = $1 GROUP BY 1 ORDER BY 1`,
    [id],
  );
  const wanted = Object.entries(made.byCode)
    .filter(([code]) => !code.startsWith('ACC-19'))
    .map(([code, { rows, sell }]) => ({ code, rows, sell }));
  expect(charged).toEqual(wanted.sort((one, other) => one.code.localeCompare(other.code)));
}

it('begins the broken chunk again and keeps every row once, where the worker was reading', async () => {
  await until(
    () => Promise.resolve(begun(next, 'chunk begun', reading).length),
    (chunks) => chunks > 0,
    30_000,
  );
  // The chunk after the one that is held up is read meanwhile: both are lost.
  const broken = begun(killed, 'chunk begun', reading).at(-1);
  expect(broken).toMatchObject({ attempt: 1, fromRow: 120_001 });
  expect(begun(next, 'chunk begun', reading)[0]).toMatchObject({ attempt: 2, fromRow: 100_001 });
  await importState(system, reading.id, ['in-review']);
  await expectEveryRowOnce(reading);
});

it('opens one batch sheet, where the worker was matching', async () => {
  await importState(system, matching.id, ['in-review']);
  await expectEveryRowOnce(matching);
});

it('begins the broken range again and posts every charge once, where the worker was posting', async () => {
  await importState(system, posting.id, ['posted']);
  const fromRows = (program: Program) => begun(program, 'range begun', posting).map(({ fromRow }) => fromRow);
  expect(fromRows(killed)).toEqual([1, 20_001, 40_001]);
  expect(fromRows(next)).toEqual([1, 20_001, 40_001]);
  await expectEveryChargeOnce(posting);
});

it('makes one client, where the worker had asked for it and not heard the answer', async () => {
  expect(await sendState(system, sent.id, ['linked', 'rejected'])).toMatchObject({ adopted: true });
  expect(await received(system, 'create', sent.accountsId)).toHaveLength(1);
});
