import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../prisma/project-root';
import { newAccount, sendState } from '../setup/accounts';
import { clientsUnder, misbehave, received } from '../setup/connect';
import { startSystem, type System, until } from '../setup/system';

let system: System;
let child: ChildProcess | undefined;
beforeAll(async () => {
  system = await startSystem({ worker: false, connectTimeoutMs: 3_000, connectSearchLagMs: 500 });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await system.stop();
});

it('makes one client when the worker is killed between its create and the answer', async () => {
  const create = { operation: 'create', delayMs: 60_000, times: 1 };
  await misbehave(system, { searchLagMs: 400, ignoreIdempotencyKey: true, rules: [create] });
  const { id, accountsId } = await newAccount(system, { sendToConnect: true });
  child = spawn(process.execPath, [path.join(projectRoot(), 'dist/worker/main.js')], {
    env: { ...process.env, ...system.env, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  await until(
    () => clientsUnder(system, accountsId),
    (clients) => clients.length === 1,
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect((await sendState(system, id, ['settling'])).client).toBeNull();
  await system.startWorker();
  expect(await sendState(system, id, ['linked', 'rejected'])).toMatchObject({ adopted: true });
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
});
