import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { clientsUnder, misbehave, received, sendRow } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 3_000 });
});
afterAll(() => system.stop());

const inSeconds = (seconds: number) => new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);

it('does not come back before the time that Connect gives, as seconds or as an HTTP date', async () => {
  const date = inSeconds(4);
  const cases = await Promise.all(
    ['create', 'search'].flatMap((operation) =>
      (['seconds', 'date'] as const).map(async (form) => ({
        operation,
        form,
        ...(await newAccount(system)),
      })),
    ),
  );
  const rules = cases.map(({ operation, form, accountsId }) => ({
    operation,
    billingReference: accountsId,
    status: 429,
    retryAfter: form === 'seconds' ? '4' : date.toUTCString(),
    times: 1,
  }));
  await misbehave(system, { rules });
  await Promise.all(
    cases.map(async ({ operation, form, id, accountsId }) => {
      const told = { operation, form };
      const waiting = await sendAccount(system, id, ['waiting']);
      expect({ ...told, kind: waiting.lastFault?.kind }).toEqual({ ...told, kind: 'throttled' });
      await sendState(system, id, ['linked']);
      const [refused, next] = await received(system, operation, accountsId);
      expect({ ...told, status: refused?.status }).toEqual({ ...told, status: 429 });
      const given = form === 'seconds' ? Date.parse(refused?.at ?? '') + 4_000 : date.getTime();
      // The HTTP date is turned into a wait and back into a time: a few milliseconds of it are rounding.
      const notBefore = given - 20;
      expect(Date.parse(waiting.nextTryAt ?? '')).toBeGreaterThanOrEqual(notBefore);
      expect(Date.parse(next?.at ?? '')).toBeGreaterThanOrEqual(notBefore);
      expect(await clientsUnder(system, accountsId)).toHaveLength(1);
    }),
  );
});

it.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
  'does not hammer a Connect that says "%s"',
  async (retryAfter) => {
    await misbehave(system, { rules: [{ operation: 'search', status: 429, retryAfter }] });
    const { id } = await newAccount(system);
    const { lastFault, nextTryAt } = await sendAccount(system, id, ['waiting']);
    expect(Date.parse(nextTryAt ?? '') - Date.parse(String(lastFault?.at))).toBeGreaterThanOrEqual(250);
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
