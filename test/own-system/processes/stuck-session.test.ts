import { newAccount, sendState } from '../../setup/accounts';
import { holdUp } from '../../setup/hold-up';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { askApi } from '../../setup/system';

let system: ProcessSystem;
let workerPort: number;
beforeAll(async () => {
  system = await startProcessSystem();
  const worker = await system.workerProcess();
  workerPort = Number(worker.logged('worker is ready')[0]?.port);
});
afterAll(() => system?.stop());

const press = (id: string) => system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`);
const isReady = async () => [
  (await fetch(`${system.api}/readyz`)).status,
  (await fetch(`http://127.0.0.1:${workerPort}/readyz`)).status,
];

it('stops nothing else when one row is held: one connection waits for it in each process', async () => {
  const { id: stuck } = await newAccount(system, { sendToConnect: true });
  await sendState(system, stuck, ['linked']);
  await system.database.query(`UPDATE connect_send SET state = 'waiting' WHERE account_id = $1`, [stuck]);
  await system.database.query('DELETE FROM connect_link WHERE account_id = $1', [stuck]);
  const held = await holdUp(system.databaseUrl, 'SELECT FROM connect_send WHERE account_id = $1 FOR UPDATE', [
    stuck,
  ]);
  const pressed = Array.from({ length: 40 }, () => press(stuck));
  await held.somebodyWaits();

  let most = 0;
  const looking = setInterval(() => void held.waiting().then((now) => (most = Math.max(most, now))), 50);
  try {
    const others = await Promise.all(
      Array.from({ length: 5 }, () => newAccount(system, { sendToConnect: true })),
    );
    for (const { id } of others) await sendState(system, id, ['linked'], 20_000);
    expect(await isReady()).toEqual([200, 200]);
    expect((await askApi(system.api, 'GET', '/livez')).status).toBe(200);
  } finally {
    clearInterval(looking);
  }
  const answers = await Promise.all(pressed);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answers[0]?.body).toMatchObject({
    type: '/problems/temporarily-unavailable',
    detail: expect.stringContaining('Somebody else is changing the same thing') as string,
  });
  expect(most).toBeLessThanOrEqual(3);
  await held.release();
  expect((await press(stuck)).status).toBe(202);
  await sendState(system, stuck, ['linked', 'needs-decision'], 30_000);
}, 120_000);
