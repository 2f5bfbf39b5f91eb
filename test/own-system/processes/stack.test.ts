import { existsSync, readFileSync, statSync } from 'node:fs';
import net from 'node:net';
import { openDatabase } from '../../../prisma/client/database';
import { projectRoot } from '../../../config/project-root';
import { readSeed } from '../../../dev/launcher/seed/seed-files';
import { callFile } from '../../setup/calls';
import { approve, complete, importFile, importState, sample } from '../../setup/imports';
import { killPrograms } from '../../setup/program';
import { newStackState, type StackProcess, type StackState, stillRunning } from '../../setup/stack-process';

/** No date: why the file cannot be read tells it, to who may see it. */
const strangeCell = 'Mrs Strange';

let state: StackState;
let stack: StackProcess;
let sheetId: string;
let importId: string;
let accounts: unknown;

beforeAll(() => void (state = newStackState()));
afterAll(async () => {
  killPrograms();
  await state.remove();
});

const listAccounts = async () =>
  (await stack.system.call('viewer', 'GET', '/v1/accounts?limit=200')).body.items.map(
    ({ id, accountsId, connectState }) => ({ id, accountsId, connectState }),
  );

/** Every original charge, straight from the database. */
async function chargesKept() {
  const database = openDatabase(stack.info.database);
  const [kept] = await database.query<{ rows: number; numbers: number; net: string }>(
    'SELECT count(*)::int AS rows, count(DISTINCT row_number)::int AS numbers, sum(net)::text AS net FROM charge',
  );
  await database.close();
  return kept;
}

it('does the main job with real processes up to the approval, and its keys are its owner’s only', async () => {
  stack = await state.start();
  expect(Object.keys(stack.pids).sort()).toEqual(
    ['PostgreSQL', 'Temporal', 'api', 'issuer', 'parent', 'sandbox', 'worker'].sort(),
  );
  for (const name of ['stack.json', 'keys.json', 'processes.json'])
    expect((statSync(state.file(name)).mode & 0o777).toString(8)).toBe('600');
  accounts = await listAccounts();
  const unreadable = await importFile(stack.system, { content: callFile([{ date: strangeCell }]) });
  expect(unreadable).toMatchObject({
    status: 'failed',
    failure: { message: expect.stringContaining(strangeCell) },
  });
  const found = await importFile(stack.system, { content: sample('call-logger-london-2026-05.csv') });
  [importId, sheetId] = [found.id, found.batchSheetId];
  expect(found.rows.file).toBe(240);
  expect(await complete(stack.system, sheetId)).toMatchObject({ status: 200, body: { state: 'completed' } });
});

it('says so when it is started a second time, and the first is not disturbed', async () => {
  const second = state.launch();
  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.output()).toContain(`already runs (process ${stack.pids.parent}): API ${stack.info.api}`);
  expect(await stack.system.call('viewer', 'GET', '/v1/me')).toMatchObject({ status: 200 });
});

it('leaves no process when it is stopped, and no key, name or number in any log', async () => {
  stack.program.signal('SIGTERM');
  expect(await stack.program.ended).toEqual({ code: 0, signal: null });
  expect(await stillRunning(stack.pids)).toEqual([]);
  for (const name of ['stack.json', 'processes.json']) expect(existsSync(state.file(name))).toBe(false);
  const secrets = Object.values(stack.info.keys).concat(
    stack.info.connectKey,
    new URL(stack.info.database).password,
  );
  const names = readSeed(projectRoot()).accounts.map(({ name }) => name);
  const numbers = sample('call-logger-london-2026-05.csv')
    .toString()
    .match(/(?<=,)(\+|0)\d{7,}(?=,)/g);
  expect(numbers?.length).toBe(240);
  const logs = { ...state.logs(), 'what start wrote': stack.program.output() };
  expect(Object.keys(logs)).toEqual(
    expect.arrayContaining(['api.log', 'worker.log', 'sandbox.log', 'postgres.log', 'temporal.log']),
  );
  const told = Object.entries(logs).flatMap(([file, text]) =>
    [...secrets, ...names, ...(numbers ?? []), strangeCell]
      .filter((word) => text.includes(word))
      .map((word) => [file, word]),
  );
  expect(told).toEqual([]);
});

it('goes on after a restart, on another port if its own is taken, and posts completed sheets once', async () => {
  const { keys, api } = stack.info;
  const taken = net.createServer();
  await new Promise((resolve) =>
    taken.once('error', resolve).listen(Number(new URL(api).port), '127.0.0.1', () => resolve(undefined)),
  );
  stack = await state.start();
  taken.close();
  expect(stack.info.api).not.toBe(api);
  expect(stack.info.keys).toEqual(keys);
  expect(await listAccounts()).toEqual(accounts);

  expect(await approve(stack.system, sheetId)).toMatchObject({ status: 200 });
  await importState(stack.system, importId, ['posted']);
  expect(await approve(stack.system, sheetId)).toMatchObject({ status: 409 });
  const { rows, basis } = (await stack.system.call('viewer', 'GET', `/v1/batch-sheets/${sheetId}`)).body;
  const kept = await chargesKept();
  expect(kept).toMatchObject({ rows: rows.matched, numbers: rows.matched });
  expect(Number(kept?.net)).toBe(Number(basis));
});

it('starts again after its parent was killed: nothing is lost, and no old process is left', async () => {
  const before = await chargesKept();
  const old = stack;
  old.program.signal('SIGKILL');
  await old.program.ended;
  const orphans = { ...old.pids };
  delete orphans.parent;
  stack = await state.start();
  expect(stack.program.output()).toMatch(/Ended processes left over from an earlier run: .*worker/);
  expect(await stillRunning(orphans)).toEqual([]);
  expect(stack.info.keys).toEqual(old.info.keys);
  expect(await listAccounts()).toEqual(accounts);
  expect(await chargesKept()).toEqual(before);
  const later = await importFile(stack.system, { content: sample('call-logger-leeds-2026-05.csv') });
  expect(later.status).toBe('in-review');
});

it('names the part that dies, and ends all the others', async () => {
  const { keys } = stack.info;
  for (const [at, part] of ['worker', 'api', 'sandbox'].entries()) {
    if (at > 0) stack = await state.start();
    const { program, pids } = stack;
    process.kill(pids[part] as number, 'SIGKILL');
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.output()).toContain(`${part} was ended by SIGKILL`);
    expect(await stillRunning(pids)).toEqual([]);
  }
  expect(readFileSync(state.file('keys.json'), 'utf8')).toContain(keys.ops);
});
