import { type Database, openDatabase } from '../../../prisma/client/database';
import { createAccount } from '../../../prisma/repositories/accounts/accounts';
import { claimSend } from '../../../prisma/repositories/sends/claim-send';
import { recordLink } from '../../../prisma/repositories/sends/connect-links';
import { requestSend } from '../../../prisma/repositories/sends/sends';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase();
  database = openDatabase(place.url);
});
afterAll(async () => {
  await database.close();
  await place.close();
});

const terms = { leaseMs: 60_000, settlingDelayMs: 0, patienceMs: 60_000 };
const states = () =>
  database
    .query<{ state: string }>('SELECT state FROM connect_send ORDER BY accounts_id')
    .then((rows) => rows.map(({ state }) => state));

it('links a client to one Account, once, and only by who holds the lease', async () => {
  const location = { name: 'Here', timeZone: 'Europe/London', currency: 'GBP', connectSiteId: 'site-here' };
  const { id: locationId } = await database.prisma.location.create({
    data: { ...location, callLogger: true },
  });
  const { id: personId } = await database.prisma.person.create({ data: { name: 'Omar', kind: 'human' } });
  const claimed = async (accountsId: string) => {
    const fields = { accountsId, name: accountsId, type: 'Virtual', tenancyFrom: null, tenancyTo: null };
    const accountId = await database.transaction((tx) =>
      createAccount(tx, { ...fields, locationId, contacts: [] }, personId),
    );
    await database.transaction((tx) => requestSend(tx, accountId, null));
    const claim = await claimSend(database, accountId, terms, { now: Date.now, seenForMs: () => 0 });
    if (claim.got !== 'lease') throw new Error(`not leased: ${claim.got}`);
    return claim.send;
  };
  const [one, two] = [await claimed('ACC-1'), await claimed('ACC-2')];
  const rest = { status: 'Active' as const, createdAt: '', endedAt: null };
  const client = { ...one.payload, ...rest, id: 'client-1' };
  const link = (send: typeof one) =>
    database.transaction((tx) => recordLink(tx, send, { client, adopted: false, drift: [] }));

  expect(await link({ ...one, token: one.token - 1 })).toBe('lease-lost');
  expect(await states()).toEqual(['settling', 'settling']);
  expect(await link(one)).toBe('linked');
  expect(await link(two)).toBe('client-taken');
  expect(await states()).toEqual(['linked', 'settling']);
  expect(await link(one)).toBe('lease-lost');
});
