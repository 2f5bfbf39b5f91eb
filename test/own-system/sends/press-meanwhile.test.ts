import { type Database, openDatabase, type Transaction } from '../../../prisma/client/database';
import { createAccount } from '../../../prisma/repositories/accounts/accounts';
import { recordLink } from '../../../prisma/repositories/sends/connect-links';
import { claimSend } from '../../../prisma/repositories/sends/claim-send';
import { instructSend, lockSend, requestSend } from '../../../prisma/repositories/sends/sends';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { until } from '../../setup/system';

let place: TestDatabase;
let database: Database;
let accountId: string;
beforeEach(async () => {
  place = await createTestDatabase();
  database = openDatabase(place.url);
  const location = { name: 'Here', timeZone: 'Europe/London', currency: 'GBP', connectSiteId: 'site-here' };
  const { id: locationId } = await database.prisma.location.create({
    data: { ...location, callLogger: true },
  });
  const { id: personId } = await database.prisma.person.create({ data: { name: 'Omar', kind: 'human' } });
  const fields = { accountsId: 'ACC-1', name: 'One', type: 'Virtual', tenancyFrom: null, tenancyTo: null };
  accountId = await database.transaction((tx) =>
    createAccount(tx, { ...fields, locationId, contacts: [] }, personId),
  );
  await press();
});
afterEach(async () => {
  await database.close();
  await place.close();
});

const press = async () => (await database.transaction((tx) => requestSend(tx, accountId, null))).state;

/** Presses the button while `tx` is in the middle of its work, so that the press waits for it. */
async function pressMeanwhile(): Promise<{ pressed: Promise<string> }> {
  const pressed = press();
  pressed.catch(() => undefined);
  const waiting = () => database.query('SELECT 1 FROM pg_locks WHERE NOT granted');
  await until(waiting, ({ length }) => length > 0);
  return { pressed };
}

const holdSend = (tx: Transaction) =>
  tx.query('SELECT 1 FROM connect_send WHERE account_id = $1 FOR UPDATE', [accountId]);

it('answers a press that comes while the client is being linked', async () => {
  const claim = await claimSend(
    database,
    accountId,
    { leaseMs: 60_000, settlingDelayMs: 0, patienceMs: 60_000 },
    { now: Date.now, seenForMs: () => 0 },
  );
  if (claim.got !== 'lease') throw new Error(`not leased: ${claim.got}`);
  const client = {
    ...claim.send.payload,
    id: 'client-1',
    status: 'Active' as const,
    createdAt: '',
    endedAt: null,
  };
  const { pressed } = await database.transaction(async (tx) => {
    await holdSend(tx);
    const meanwhile = await pressMeanwhile();
    expect(await recordLink(tx, claim.send, { client, adopted: false, drift: [] })).toBe('linked');
    return meanwhile;
  });
  expect(await pressed).toBe('linked');
});

it('answers a press that comes while a decision about the send is being applied', async () => {
  const { pressed } = await database.transaction(async (tx) => {
    await lockSend(tx, accountId);
    const meanwhile = await pressMeanwhile();
    const create = { decision: 'create' as const, personId: accountId, clientId: null, knownToBeOthers: [] };
    expect(await instructSend(tx, accountId, create)).toBe('requested');
    return meanwhile;
  });
  expect(await pressed).toBe('requested');
});
