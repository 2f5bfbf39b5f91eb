import { newAccount, sendAccount, sendState } from '../setup/accounts';
import { clientsUnder, misbehave, received, sendRow } from '../setup/connect';
import { startSystem, type System } from '../setup/system';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const inSeconds = (seconds: number) => new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);

it.each([
  ['create', 'seconds'],
  ['create', 'an HTTP date'],
  ['search', 'seconds'],
  ['search', 'an HTTP date'],
])('does not come back to a %s before the time that Connect gives as %s', async (operation, form) => {
  const { id, accountsId } = await newAccount(system);
  const begun = Date.now();
  const until = form === 'seconds' ? new Date(begun + 2_500) : inSeconds(2.5);
  const retryAfter = form === 'seconds' ? '2.5' : until.toUTCString();
  await misbehave(system, { rules: [{ operation, status: 429, retryAfter, times: 1 }] });
  const waiting = await sendAccount(system, id, ['waiting']);
  expect(waiting.lastFault).toMatchObject({ kind: 'throttled' });
  // The HTTP date is turned into a wait and back into a time: a few milliseconds of it are rounding.
  expect(Date.parse(waiting.nextTryAt)).toBeGreaterThanOrEqual(until.getTime() - 20);
  const before = (await received(system, operation)).length;
  await sendState(system, id, ['linked']);
  const next = (await received(system, operation))[before];
  expect(Date.parse(next?.at ?? '')).toBeGreaterThanOrEqual(until.getTime() - 20);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
});

it.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
  'does not hammer a Connect that says "%s"',
  async (retryAfter) => {
    await misbehave(system, { rules: [{ operation: 'search', status: 429, retryAfter }] });
    const { id } = await newAccount(system);
    const { lastFault, nextTryAt } = await sendAccount(system, id, ['waiting']);
    expect(Date.parse(nextTryAt) - Date.parse(lastFault.at)).toBeGreaterThanOrEqual(250);
    await misbehave(system, {});
    await sendState(system, id, ['linked']);
  },
);

it.each(['999999999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
  'looks again within a day when Connect says "%s"',
  async (retryAfter) => {
    await misbehave(system, { rules: [{ operation: 'search', status: 429, retryAfter }] });
    const { id } = await newAccount(system);
    await sendAccount(system, id, ['waiting']);
    const { nextTryAt } = await sendRow(system, id);
    expect(nextTryAt?.getTime()).toBeLessThanOrEqual(Date.now() + 24 * 3_600_000);
  },
);
