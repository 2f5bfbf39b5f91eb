import { registerPerson } from '../../../prisma/repositories/people/persons';
import { newAccount, sendState } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { complete, importFile } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { ask } from '../../setup/system';

let system: ProcessSystem;
let worker: string;
beforeAll(async () => {
  system = await startProcessSystem();
  const program = await system.workerProcess();
  worker = `http://127.0.0.1:${String(program.logged('worker is ready')[0]?.port)}`;
});
afterAll(() => system?.stop());

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const metricsOf = (base: string, key: string) => ask(base, 'GET', '/metrics', undefined, bearer(key));

/** The values of one metric, by its labels as they are written. */
function valuesOf(text: string, name: string): Record<string, number> {
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(name) && /^[{ ]/.test(line.slice(name.length)));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(name.length, at), Number(line.slice(at + 1))];
    }),
  );
}

it('tells the business numbers, and what each process does', async () => {
  const { code } = await codedAccount(system);
  const sent = await newAccount(system, { sendToConnect: true });
  await sendState(system, sent.id, ['linked']);
  const calls = [
    { code, sell: '1.00' },
    { code: 'GHOST', sell: '0.10' },
    { code: 'GHOST', sell: '0.20' },
  ];
  const { batchSheetId } = await importFile(system, { content: callFile(calls) });
  await complete(system, batchSheetId);

  const api = await metricsOf(system.api, system.keys.viewer);
  expect(api.status).toBe(200);
  expect(api.headers.get('content-type')).toContain('text/plain');
  expect(valuesOf(api.text, 'operate_connect_batch_sheets')).toMatchObject({
    '{state="completed"}': 1,
    '{state="draft"}': 0,
  });
  expect(valuesOf(api.text, 'operate_connect_unmatched_rows')).toEqual({ '': 2 });
  expect(valuesOf(api.text, 'operate_connect_imports')).toMatchObject({ '{status="completed"}': 1 });
  expect(valuesOf(api.text, 'operate_connect_sends')).toMatchObject({ '{state="unknown"}': 0 });
  expect(valuesOf(api.text, 'operate_connect_oldest_approval_wait_seconds')['']).toBeGreaterThan(0);
  const uploads = 'method="POST",route="/v1/charge-imports",status="202"';
  expect(valuesOf(api.text, 'http_request_duration_seconds_count')).toMatchObject({ [`{${uploads}}`]: 1 });
  expect(api.text).not.toContain(batchSheetId);

  const ours = await metricsOf(worker, system.keys.viewer);
  expect(ours.status).toBe(200);
  const activities = valuesOf(ours.text, 'operate_connect_activity_duration_seconds_count');
  expect(activities['{activity="readFile",outcome="done"}']).toBe(1);
  expect(activities['{activity="settleClient",outcome="done"}']).toBeGreaterThan(0);
  const delivered = valuesOf(ours.text, 'operate_connect_outbox_deliveries_total');
  expect(delivered['{kind="start-import",outcome="done"}']).toBe(1);
});

it('tells nobody without a key, nor those who may not see all Locations', async () => {
  for (const base of [system.api, worker]) {
    expect((await ask(base, 'GET', '/metrics')).status).toBe(401);
    expect((await metricsOf(base, 'wrong')).status).toBe(401);
  }
  await registerPerson(system.database.pool, { name: 'Lou', kind: 'human', roles: [], key: 'lou' });
  await system.database.query(
    `INSERT INTO person_grant (person_id, role, location_id) SELECT id, 'viewer', $1 FROM person WHERE name = 'Lou'`,
    [system.locations['London Bridge']],
  );
  expect((await metricsOf(system.api, 'lou')).status).toBe(403);
  expect((await metricsOf(worker, 'lou')).status).toBe(401);
});

it('logs requests with the ids of what they are about, and no names', async () => {
  const { body } = await system.call('ops', 'GET', '/v1/charge-imports');
  const importId = body.items[0]?.id as string;
  await system.call('ops', 'GET', `/v1/charge-imports/${importId}`);
  await system.call('ops', 'GET', '/v1/accounts/Hopfields%20Energy');
  expect(system.apiProcess.logged('request')).toContainEqual(
    expect.objectContaining({ importId, status: 200, requestId: expect.any(String) as string }),
  );
  expect(system.apiProcess.output()).not.toContain('Hopfields');
});
