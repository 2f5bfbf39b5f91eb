import { createConnect } from '../../../connectors/connect/connect';
import { unlimited } from '../../../connectors/connect/rate-limiter';
import { ConnectError } from '../../../connectors/connect/connect-error';
import type { Prepared } from '../../../prisma/client/prepared';
import { newAccount, sendState } from '../../setup/accounts';
import { clientsUnder, misbehave, received, sendRow } from '../../setup/connect';
import { door, losable, settleAtLast, settler } from '../../setup/settler';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false, connectTimeoutMs: 500, connectSearchLagMs: 250 });
  await misbehave(system, { searchLagMs: 200, ignoreIdempotencyKey: true });
});
afterAll(() => system.stop());

const ownConnect = () =>
  createConnect({
    baseUrl: system.env.CONNECT_BASE_URL as string,
    apiKey: system.env.CONNECT_API_KEY as string,
    timeoutMs: 500,
    rateLimiter: unlimited,
  });
const pressed = () => newAccount(system, { sendToConnect: true });

it('creates once, however many workers settle the same account', async () => {
  const { id, accountsId } = await pressed();
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => settleAtLast(settler(system), id)));
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
  const [client] = await clientsUnder(system, accountsId);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ state: 'linked', waitMs: null, clientId: client?.id, fault: null });
  expect(outcomes).toHaveLength(6);
});

/** A worker that is stopped at a point of its work while it loses its lease. */
async function overtaken(kept: 'before the create' | 'after the create', then?: () => never) {
  const { id, accountsId } = await pressed();
  const at = door();
  const { database, lose, find } = losable(system.database);
  const connect = ownConnect();
  const slow = settler(system, {
    database,
    leaseMs: 200,
    connect: {
      async createClient(...what) {
        if (kept === 'before the create') await at.wait();
        const client = await connect.createClient(...what);
        if (kept === 'after the create') await at.wait();
        return then ? then() : client;
      },
    },
  })({ accountId: id });
  await at.reached;
  lose();
  const outcome = await settleAtLast(settler(system), id);
  find();
  at.open();
  return { id, accountsId, outcome, late: await slow };
}

it('sends nothing from a worker that has lost its lease', async () => {
  const { accountsId, outcome, late } = await overtaken('before the create');
  expect(outcome.state).toBe('linked');
  expect(late.state).toBe('settling');
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

it('records nothing from a worker that has lost its lease, neither a link', async () => {
  const { id, accountsId, outcome, late } = await overtaken('after the create');
  expect(outcome.state).toBe('linked');
  expect(late.state).toBe('settling');
  expect(await received(system, 'create', accountsId)).toHaveLength(1);
  expect(await sendState(system, id, ['linked'])).toMatchObject({ adopted: true });
});

it('… nor a refusal', async () => {
  const refused = { kind: 'refused', status: 422, code: 'late', message: 'Too late', field: null } as const;
  const { id, outcome, late } = await overtaken('after the create', () => {
    throw new ConnectError(refused);
  });
  expect(outcome.state).toBe('linked');
  expect(late.state).toBe('settling');
  expect(await sendRow(system, id)).toMatchObject({ state: 'linked', lastFault: null });
});

describe('a worker that died after its create went out', () => {
  it('leaves an unknown outcome: the next one waits for the settling delay, and looks up', async () => {
    const { id, accountsId } = await pressed();
    const at = door();
    const { database, lose } = losable(system.database);
    const connect = ownConnect();
    void settler(system, {
      database,
      leaseMs: 200,
      connect: {
        createClient: async (...what) => (
          await connect.createClient(...what),
          await at.wait(),
          Promise.reject(new Error('dead'))
        ),
      },
    })({ accountId: id }).catch(() => undefined);
    await at.reached;
    lose();
    const sentAt = (await sendRow(system, id)).mayHaveSentAt as Date;
    const next = settler(system);
    expect(await next({ accountId: id })).toMatchObject({ state: 'unknown', clientId: null });
    expect((await sendState(system, id, ['unknown'])).client).toBeNull();
    expect(await settleAtLast(next, id)).toMatchObject({ state: 'linked' });
    const looked = (await received(system, 'search', accountsId)).at(-1);
    expect(Date.parse(looked?.at ?? '') - sentAt.getTime()).toBeGreaterThanOrEqual(750);
    expect(await received(system, 'create', accountsId)).toHaveLength(1);
    at.open();
  });
});

const textOf = (sql: string | Prepared) => (typeof sql === 'string' ? sql : sql.text);

it('sends nothing when noting that it may have been sent took longer than the time-out', async () => {
  const { id, accountsId } = await pressed();
  const { database } = system;
  const slowly = {
    ...database,
    query: async <R>(sql: string | Prepared, values?: unknown[]) => {
      const rows = await database.query<R>(sql, values);
      if (textOf(sql).includes('SET may_have_sent_at'))
        await new Promise((resolve) => setTimeout(resolve, 600));
      return rows;
    },
  };
  await settler(system, { database: slowly })({ accountId: id });
  expect(await received(system, 'create', accountsId)).toEqual([]);
});
