import net, { type AddressInfo } from 'node:net';
import { newAccount } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { importFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
let connections = 0;
const open = new Set<net.Socket>();
const silent = net.createServer((socket) => {
  connections += 1;
  open.add(socket);
  socket.on('error', () => undefined);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  system = await startSystem({ connectBaseUrl: `http://127.0.0.1:${port}`, connectTimeoutMs: 3_000 });
});
afterAll(async () => {
  await system?.stop();
  for (const socket of open) socket.destroy();
  silent.close();
});

it('imports and decides while many sends wait for a Connect that does not answer, and asks it rarely', async () => {
  for (let send = 0; send < 80; send++) await newAccount(system, { sendToConnect: true });
  await until(
    () => Promise.resolve(connections),
    (count) => count >= 20,
  );
  const { code } = await codedAccount(system);
  const calls = Array.from({ length: 300 }, () => ({ code, sell: '1' }));
  const found = await importFile(system, { content: callFile(calls) });
  expect(found.rows.matched).toBe(300);
  const linked = await system.call('ops', 'GET', '/v1/accounts?connectState=linked');
  expect(linked.body.items).toEqual([]);

  // All of them have been told that it is away; from then on one call in a while tries it.
  await until(
    () =>
      system.database.query<{ kind: string }>(
        `SELECT DISTINCT last_fault ->> 'kind' AS kind FROM connect_send WHERE state <> 'waiting'
          OR last_fault IS NULL`,
      ),
    (rows) => rows.length === 0,
  );
  const before = connections;
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  expect(connections - before).toBeLessThanOrEqual(4);
}, 120_000);
