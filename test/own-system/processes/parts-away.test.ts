import { newAccount, sendState } from '../../setup/accounts';
import { importState, sample, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { startProgram } from '../../setup/program';
import { askApi } from '../../setup/system';

let system: ProcessSystem;
beforeAll(async () => {
  system = await startProcessSystem();
});
afterAll(() => system?.stop());

const wrong = {
  DATABASE_URL: 'mysql://somewhere/else',
  TEMPORAL_ADDRESS: '',
  CONNECT_BASE_URL: 'connect',
  CONNECT_API_KEY: undefined,
  CONNECT_TIMEOUT_MS: 'soon',
  FILE_STORE_DIR: undefined,
  LOG_LEVEL: 'loud',
};

it('does what was asked for while no worker ran, once one starts', async () => {
  const account = await newAccount(system);
  expect(await system.call('ops', 'POST', `/v1/accounts/${account.id}/send-to-connect`)).toMatchObject({
    status: 202,
    body: { state: 'requested' },
  });
  const sent = await upload(system, { content: sample('call-logger-london-2026-05.csv') });
  expect(sent).toMatchObject({ status: 202, body: { status: 'received' } });

  await system.workerProcess();
  await sendState(system, account.id, ['linked']);
  await importState(system, sent.body.id, ['in-review']);
});

it('takes accounts and uploads while Temporal is away, and tells who is', async () => {
  const { at } = await system.startApi({ TEMPORAL_ADDRESS: '127.0.0.1:9' });
  const call = (method: string, path: string, body?: unknown) =>
    askApi(at, method, path, body, { authorization: `Bearer ${system.keys.ops}` });
  expect(await call('GET', '/livez')).toMatchObject({ status: 200 });
  expect(await call('GET', '/readyz')).toMatchObject({ status: 200, body: { away: ['Temporal'] } });
  const there = { ...system, call: (_who: string, ...rest: [string, string, unknown]) => call(...rest) };
  const account = await newAccount(there, { sendToConnect: true });
  const sent = await upload(there, { content: sample('call-logger-leeds-2026-05.csv') });
  expect(sent).toMatchObject({ status: 202 });
  // the worker of this system reaches its Temporal, and does both
  await sendState(system, account.id, ['linked']);
  await importState(system, sent.body.id, ['in-review']);
});

it.each(['worker', 'api'])('names every wrong variable at once when the %s is started', async (part) => {
  const program = startProgram(`${part}/main.js`, {
    ...system.env,
    ...wrong,
    [part === 'api' ? 'PORT' : 'WORKER_PORT']: '70000',
  });
  expect(await program.ended).toEqual({ code: 1, signal: null });
  const named = program.output().match(/^ {2}\w+(?=:)/gm);
  const port = part === 'api' ? 'PORT' : 'WORKER_PORT';
  expect(named?.map((name) => name.trim()).sort()).toEqual([...Object.keys(wrong), port].sort());
});
