import type { Client, NewClient } from '../../../domain/sends/client';
import { aClient, foreignConnect, type ForeignConnect } from '../../setup/foreign-connect';
import { newAccount, sendState } from '../../setup/accounts';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

const lagMs = 650;

/**
 * Ignores keys and filters, shows clients late, shortens names, writes references small, hangs up after a first
 * create.
 */
function badlyMade() {
  const clients: (Client & { since: number })[] = [];
  const begun = new Set<string>();
  return {
    clients,
    start: () =>
      foreignConnect(({ method, path, body }, response) => {
        if (method === 'GET' && path === '/clients') {
          const seen = clients.filter(({ since }) => Date.now() - since >= lagMs);
          return [200, { items: seen, next: null }];
        }
        if (method !== 'POST') return [404, { code: 'not_found', message: 'Nothing here' }];
        const wanted = body as NewClient;
        const { name, billingReference } = wanted;
        const made = aClient({
          ...wanted,
          id: `foreign-${clients.length + 1}`,
          name: name.slice(0, 20),
          billingReference: billingReference.toLowerCase(),
        });
        clients.push({ ...made, since: Date.now() });
        if (begun.has(billingReference) || name.startsWith('Answered')) return [201, made];
        begun.add(billingReference);
        response.destroy();
        return null;
      }),
  };
}

let system: OwnSystem;
let foreign: ForeignConnect;
const { clients, start } = badlyMade();
beforeAll(async () => {
  foreign = await start();
  system = await startSystem({
    connectBaseUrl: foreign.url,
    connectTimeoutMs: 500,
    connectSearchLagMs: 700,
  });
});
afterAll(async () => {
  await system.stop();
  await foreign.stop();
});

it('makes one client an account in a Connect that ignores keys, lags, and hangs up after the commit', async () => {
  const accounts = await Promise.all(
    Array.from({ length: 10 }, () => newAccount(system, { sendToConnect: true })),
  );
  for (const { id } of accounts) await sendState(system, id, ['linked', 'rejected', 'needs-decision']);
  const made = clients.map(({ billingReference }) => billingReference).sort();
  expect(made).toEqual(accounts.map(({ accountsId }) => accountsId.toLowerCase()).sort());
  const links = await system.database.prisma.connectLink.findMany();
  expect(new Set(links.map(({ clientId }) => clientId)).size).toBe(10);
  for (const { id, accountsId } of accounts) {
    const { client } = await sendState(system, id, ['linked']);
    expect(client?.billingReference).toBe(accountsId.toLowerCase());
  }
});

it.each([
  ['adopted', 'A Name Longer Than Twenty Letters'],
  ['just created', 'Answered At Once And Shortened'],
])('shows what such a Connect has made of name and reference (%s)', async (how, name) => {
  const { id, accountsId } = await newAccount(system, { name, sendToConnect: true });
  const { adopted, drift } = await sendState(system, id, ['linked']);
  expect(adopted).toBe(how === 'adopted');
  expect(drift).toEqual([
    { field: 'name', ours: name, theirs: name.slice(0, 20) },
    { field: 'billingReference', ours: accountsId, theirs: accountsId.toLowerCase() },
  ]);
});
