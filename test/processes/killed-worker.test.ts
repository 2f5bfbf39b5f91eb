import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CallLog, writeCallLog } from '../../dev/make-call-log';
import { sendSampleAccounts } from '../setup/accounts';
import { approve, complete, importState, upload } from '../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../setup/process-system';
import type { Program } from '../setup/program';
import { until } from '../setup/system';
import { holdTable } from '../setup/table-lock';

const rows = 200_000;
const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));
let system: ProcessSystem;
let worker: Program;
let made: CallLog;
let importId: string;
let sheetId: string;

beforeAll(async () => {
  made = await writeCallLog(path.join(folder, 'calls.csv'), { rows, seed: 7 });
  system = await startProcessSystem();
  worker = await system.workerProcess();
  await sendSampleAccounts(system);
}, 60_000);
afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true });
});

const begun = (program: Program, event: string) =>
  program.logged(event).filter((one) => one.importId === importId);
const beginnings = (program: Program, event: string) =>
  begun(program, event).map((one) => one.fromRow as number);

/** Waits until a transaction of the worker stands in the middle, kills the worker, and starts another. */
async function killWhileWritingTo(table: string): Promise<Program> {
  const lock = await holdTable(system.databaseUrl, table);
  await lock.somebodyWaits();
  const killed = worker;
  killed.signal('SIGKILL');
  expect(await killed.ended).toEqual({ code: null, signal: 'SIGKILL' });
  worker = await system.workerProcess();
  await lock.release(); // what the dead worker had sent to the database goes on there by itself
  return killed;
}

it('has every row once after a worker was killed in the middle of a chunk', async () => {
  const { body, status } = await upload(system, { content: readFileSync(path.join(folder, 'calls.csv')) });
  expect(status).toBe(202);
  importId = body.id;
  await until(
    () => Promise.resolve(beginnings(worker, 'chunk begun').length),
    (chunks) => chunks > 4,
  );
  const killed = await killWhileWritingTo('import_row');

  const broken = beginnings(killed, 'chunk begun').at(-1) as number;
  await until(
    () => Promise.resolve(beginnings(worker, 'chunk begun').length),
    (chunks) => chunks > 0,
    25_000,
  );
  expect(begun(killed, 'chunk begun').at(-1)).toMatchObject({ attempt: 1, fromRow: broken });
  expect(begun(worker, 'chunk begun')[0]).toMatchObject({ attempt: 2, fromRow: broken });
  expect(broken).toBeGreaterThan(40_000);
}, 60_000);

it('has one batch sheet after a worker was killed in the middle of matching', async () => {
  await killWhileWritingTo('batch_sheet');
  const found = await importState(system, importId, ['in-review'], 60_000);
  sheetId = found.batchSheetId;
  expect(found.rows.file).toBe(rows);
  expect(Number(found.amount.buy.file)).toBe(Number(made.whole.buy));
  expect(Number(found.amount.sell.file)).toBe(Number(made.whole.sell));
  const [kept] = await system.database.query(
    `SELECT count(*)::int AS rows, count(DISTINCT row_number)::int AS numbers, min(row_number) AS first,
       max(row_number) AS last, sum(buy)::text AS buy, sum(sell)::text AS sell,
       (SELECT count(*)::int FROM batch_sheet WHERE import_id = $1) AS sheets
     FROM import_row WHERE import_id = $1`,
    [importId],
  );
  const { buy, sell } = made.whole;
  expect(kept).toEqual({ rows, numbers: rows, first: 1, last: rows, buy, sell, sheets: 1 });
}, 90_000);

it('posts each charge once after a worker was killed in the middle of posting', async () => {
  expect(await complete(system, sheetId)).toMatchObject({ status: 200, body: { state: 'completed' } });
  expect(await approve(system, sheetId)).toMatchObject({ status: 200 });
  await until(
    () => Promise.resolve(beginnings(worker, 'range begun').length),
    (ranges) => ranges > 1,
  );
  const killed = await killWhileWritingTo('charge');
  await importState(system, importId, ['posted'], 60_000);

  expect(beginnings(worker, 'range begun')).toEqual(
    expect.arrayContaining(beginnings(killed, 'range begun')),
  );
  const charged = await system.database.query<{ code: string; rows: number; sell: string }>(
    `SELECT a.accounts_id AS code, count(*)::int AS rows, trim_scale(sum(c.net))::text AS sell
     FROM charge c JOIN account a ON a.id = c.account_id WHERE c.import_id = $1 GROUP BY 1`,
    [importId],
  );
  const wanted = Object.entries(made.byCode).filter(([code]) => !code.startsWith('ACC-19'));
  expect(
    Object.fromEntries(charged.map(({ code, ...sums }) => [code, { ...sums, sell: Number(sums.sell) }])),
  ).toEqual(Object.fromEntries(wanted.map(([code, { rows, sell }]) => [code, { rows, sell: Number(sell) }])));
}, 90_000);
