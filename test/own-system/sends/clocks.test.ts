import { claimSend, type Clocks } from '../../../prisma/repositories/sends/claim-send';
import { newAccount } from '../../setup/accounts';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const terms = { leaseMs: 8_000, settlingDelayMs: 15_000, patienceMs: 3_600_000 };
const clocks = (over: Partial<Clocks> = {}): Clocks => ({ now: Date.now, seenForMs: () => 0, ...over });
const claim = (id: string, over?: Partial<Clocks>) => claimSend(system.database, id, terms, clocks(over));

/** A send as it was left; times are SQL. */
async function send(columns: Record<string, string>): Promise<string> {
  const { id } = await newAccount(system, { sendToConnect: true });
  const set = Object.entries(columns).map(([name, value]) => `${name} = ${value}`);
  await system.database.query(`UPDATE connect_send SET ${set.join(', ')} WHERE account_id = $1`, [id]);
  return id;
}

const leftAt = (database: string, worker: string) =>
  send({ state: `'unknown'`, may_have_sent_at: database, may_have_sent_clock: worker });

it('does not look up too early when the clock of the database jumped ahead', async () => {
  const id = await leftAt(`now() - interval '1 hour'`, `now() - interval '1 second'`);
  expect(await claim(id)).toMatchObject({ got: 'wait', state: 'unknown' });
});

it('does not look up too early when the clock of the worker jumped ahead', async () => {
  const id = await leftAt(`now() - interval '1 second'`, `now() - interval '1 hour'`);
  expect(await claim(id)).toMatchObject({ got: 'wait', state: 'unknown' });
});

it('waits no longer than the delay by a steady clock, however far the others are apart', async () => {
  const id = await leftAt(`now() + interval '1 hour'`, `now() + interval '1 day'`);
  const waiting = await claim(id);
  expect(waiting).toMatchObject({ got: 'wait', waitMs: terms.settlingDelayMs });
  expect(await claim(id, { seenForMs: () => terms.settlingDelayMs })).toMatchObject({ got: 'lease' });
});

it('waits for a create of before that may still arrive, though the button has just been pressed', async () => {
  const id = await send({ state: `'requested'`, may_have_sent_at: 'now()', may_have_sent_clock: 'now()' });
  expect(await claim(id)).toMatchObject({ got: 'wait', state: 'requested' });
});

it('gives the lease on a new send to one of two that ask at once', async () => {
  const id = await send({ attempt: '0' });
  const got = await Promise.all([claim(id), claim(id)]);
  expect(got.map((one) => one.got).sort()).toEqual(['busy', 'lease']);
});

it('takes a lease over that nobody renews, though the clock went back behind its beginning', async () => {
  const id = await send({
    state: `'settling'`,
    lease_token: '1',
    lease_until: `now() + interval '5 minutes'`,
  });
  expect(await claim(id)).toMatchObject({ got: 'busy', waitMs: terms.leaseMs });
  expect(await claim(id, { seenForMs: () => terms.leaseMs + 1 })).toMatchObject({ got: 'lease' });
});

it('does not put the next try off by as much as the clock went back', async () => {
  const later = `now() + interval '5 minutes'`;
  const id = await send({
    state: `'waiting'`,
    updated_at: later,
    next_try_at: `${later} + interval '1 second'`,
  });
  expect(await claim(id)).toMatchObject({ got: 'lease' });
});
