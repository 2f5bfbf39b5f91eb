import { newAccount } from '../../setup/accounts';
import { callFile, giveCode } from '../../setup/calls';
import { holdUp } from '../../setup/hold-up';
import { importState, upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

it('matches a row whose code is given while the import is being matched', async () => {
  const { id: accountId } = await newAccount(system);
  // Behind the look at the codes, and before what was found is committed.
  const held = await holdUp(system.databaseUrl, 'LOCK TABLE sheet_account IN SHARE MODE');
  const { body } = await upload(system, { content: callFile([{ code: 'JUST-NOW', sell: '1' }]) });
  await held.somebodyWaits();
  expect((await giveCode(system, accountId, { code: 'JUST-NOW' })).status).toBe(201);
  await new Promise((resolve) => setTimeout(resolve, 2_000)); // told, and at it
  await held.release();
  await importState(system, body.id, ['in-review']);
  await until(
    () => system.call('ops', 'GET', `/v1/charge-imports/${body.id}`),
    ({ body: now }) => now.rows.matched === 1,
    20_000,
  );
});

it('has nothing to be mended any more once it is cancelled', async () => {
  const { body } = await upload(system, { content: callFile([{ code: 'NOBODY' }]) });
  await importState(system, body.id, ['in-review']);
  await system.database.query(`UPDATE charge_import SET stopped = 'something is wrong' WHERE id = $1`, [
    body.id,
  ]);
  const work = async () =>
    (await system.call('ops', 'GET', '/v1/work')).body.items.filter(({ kind }) => kind === 'mend-import');
  expect(await work()).toHaveLength(1);
  await system.call('ops', 'POST', `/v1/charge-imports/${body.id}/cancel`, {});
  expect((await importState(system, body.id, ['cancelled'])).stopped).toBeNull();
  expect(await work()).toEqual([]);
});
