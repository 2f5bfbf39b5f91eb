import { newAccount } from '../../setup/accounts';
import { callFile, codedAccount, giveCode } from '../../setup/calls';
import { importFile } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

/** Imports that were told to match again, in the order of their asking. */
async function told(work: () => Promise<unknown>): Promise<string[]> {
  const [last] = await system.database.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM outbox');
  await work();
  const entries = await system.database.query<{ id: string }>(
    `SELECT payload ->> 'importId' AS id FROM outbox WHERE kind = 'rematch' AND id > $1 ORDER BY outbox.id`,
    [last?.id],
  );
  return entries.map(({ id }) => id);
}

it('tells only those imports that have rows which the change can touch', async () => {
  const { code } = await codedAccount(system);
  const reviews: string[] = [];
  for (const unknown of ['NEW-1', 'NEW-2', 'NEW-3'])
    reviews.push((await importFile(system, { content: callFile([{ code }, { code: unknown }]) })).id);
  const account = await newAccount(system);
  const other = await newAccount(system);

  expect(
    await told(async () => {
      for (let code = 0; code < 20; code++) await giveCode(system, other.id, { code: `NOBODY-${code}` });
    }),
  ).toEqual([]);
  expect(await told(() => giveCode(system, account.id, { code: 'NEW-2' }))).toEqual([reviews[1]]);
  const { body } = await system.call('ops', 'GET', `/v1/accounts/${account.id}`);
  // Rows that it matched may lose it again.
  await importFile(system, { content: callFile([{ code: 'NEW-2', sell: '3' }]) });
  const ended = await told(() =>
    system.call('admin', 'PATCH', `/v1/accounts/${account.id}/account-codes/${body.accountCodes[0]?.id}`, {
      effectiveTo: '2026-01-01',
    }),
  );
  expect(ended).toContain(reviews[1]);
  expect(ended).not.toContain(reviews[0]);
  expect(
    await told(() => system.call('ops', 'PATCH', `/v1/accounts/${other.id}`, { tenancyTo: '2026-12-31' })),
  ).toEqual([]);
});
