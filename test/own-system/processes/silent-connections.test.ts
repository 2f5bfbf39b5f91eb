import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeCallLog } from '../../../dev/tools/make-call-log';
import { type Proxy, startProxy } from '../../../dev/tools/network/proxy';
import { newAccount, sendState } from '../../setup/accounts';
import { holdRow } from '../../setup/hold-up';
import { importState, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { until } from '../../setup/system';

const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));
let system: ProcessSystem;
let proxy: Proxy;
beforeAll(async () => {
  system = await startProcessSystem({}, async (databaseUrl) => {
    const url = new URL(databaseUrl);
    proxy = await startProxy({ target: { host: url.hostname, port: Number(url.port) } });
    url.port = String(proxy.port);
    return url.href;
  });
});
afterAll(async () => {
  await system?.stop();
  await proxy?.close();
  rmSync(folder, { recursive: true });
});

const readiness = (at: string) =>
  fetch(`${at}/readyz`, { signal: AbortSignal.timeout(10_000) }).then(
    ({ status }) => status,
    () => 0,
  );

it('goes on within seconds over new connections, where those that are there fall silent', async () => {
  const worker = await system.workerProcess();
  const workerAt = `http://127.0.0.1:${String(worker.logged('worker is ready')[0]?.port)}`;
  const file = path.join(folder, 'calls.csv');
  const { whole } = await writeCallLog(file, { rows: 150_000, seed: 3 });
  const { body } = await upload(system, { content: readFileSync(file) });
  // In the middle of a chunk, whatever the machine's speed.
  const held = await holdRow(system.databaseUrl, body.id, 65_010);
  await held.somebodyWaits();
  const sent = await newAccount(system, { sendToConnect: true });

  const silenced = proxy.silence();
  expect(silenced).toBeGreaterThan(3);
  await held.release();
  const began = Date.now();
  await importState(system, body.id, ['in-review'], 90_000);
  await sendState(system, sent.id, ['linked'], 60_000);
  for (const at of [system.api, workerAt])
    await until(
      () => readiness(at),
      (status) => status === 200,
      30_000,
    );
  // Until TCP or a long time-out noticed, it would have been minutes.
  expect(Date.now() - began).toBeLessThan(100_000);
  expect(proxy.connections().silenced).toBeGreaterThan(0);
  const [kept] = await system.database.query(
    'SELECT count(*)::int AS rows, count(DISTINCT line)::int AS lines FROM import_row WHERE import_id = $1',
    [body.id],
  );
  expect(kept).toEqual({ rows: whole.rows, lines: whole.rows });
}, 240_000);
