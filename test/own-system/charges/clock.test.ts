import { callFile, codedAccount, giveCode } from '../../setup/calls';
import { approve, complete, importFile, postFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** As if the clock of the database had been ahead when this was written. */
const rewrite = (statement: string, values: unknown[]) =>
  system.database.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(statement, values);
  });

it('shows charges in the order in which they became visible, though the clock went back in between', async () => {
  const { code } = await codedAccount(system);
  const first = await postFile(system, { content: callFile([{ code, sell: '1' }]) });
  await rewrite(`UPDATE batch_sheet SET posted_at = now() + interval '1 hour' WHERE id = $1`, [
    first.batchSheetId,
  ]);
  const { body } = await system.call('viewer', 'GET', `/v1/batch-sheets/${first.batchSheetId}`);
  const second = await postFile(system, { content: callFile([{ code, sell: '2' }]) });
  const since = await system.call(
    'viewer',
    'GET',
    `/v1/charges?postedAfter=${encodeURIComponent(body.postedAt ?? '')}`,
  );
  expect(since.body.items).toMatchObject([{ batchSheetId: second.batchSheetId, net: '2.000000' }]);
});

it('knows an edit after the upload as one, though the clock went back in between', async () => {
  const { code, id } = await codedAccount(system);
  const found = await importFile(system, { content: callFile([{ code }, { code: 'LATER' }]) });
  await giveCode(system, id, { code: 'LATER' }, 'lead');
  await until(
    () => system.call('ops', 'GET', `/v1/charge-imports/${found.id}`),
    ({ body }) => body.rows.matched === 2,
  );
  await rewrite(`UPDATE matching_edit SET at = now() - interval '1 hour' WHERE code_key = 'later'`, []);
  await rewrite(`UPDATE charge_import SET created_at = now() WHERE id = $1`, [found.id]);
  expect((await complete(system, found.batchSheetId)).status).toBe(200);
  expect(await approve(system, found.batchSheetId, 'lead')).toMatchObject({
    status: 403,
    body: { type: '/problems/own-work' },
  });
});
