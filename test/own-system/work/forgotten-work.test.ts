import { newAccount } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem, Who } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const work = async (who: Who, id: string) =>
  (await system.call(who, 'GET', '/v1/work')).body.items.filter((one) => one.id === id);
const metric = async (name: string) => {
  const { text } = await system.call('viewer', 'GET', '/metrics');
  return Number(new RegExp(`^operate_connect_${name} (\\S+)$`, 'm').exec(text)?.[1]);
};
const decisionAbout = (column: 'import_id' | 'account_id', id: string) =>
  system.database.query(
    `INSERT INTO decision (kind, ${column}, person_id, details, created_at)
     SELECT 'cancel', $1, id, '{}', now() - interval '2 minutes' FROM person LIMIT 1`,
    [id],
  );

it('tells of a send that should have gone on, and for how long it has not', async () => {
  const { id } = await newAccount(system, { sendToConnect: true });
  expect(await work('ops', id)).toEqual([]);
  await system.database.query(
    `UPDATE connect_send SET state = 'waiting', updated_at = now() - interval '3 hours',
       next_try_at = now() - interval '1 hour' WHERE account_id = $1`,
    [id],
  );
  expect(await work('ops', id)).toMatchObject([
    { kind: 'stuck-send', href: `/v1/accounts/${id}/connect-client` },
  ]);
  expect(await work('viewer', id)).toEqual([]);
  const seconds = await metric('oldest_send_without_progress_seconds');
  expect(seconds).toBeGreaterThan(3_500);
  expect(seconds).toBeLessThan(3_800);
});

it('tells of decisions that nobody has come to', async () => {
  const { id: account } = await newAccount(system);
  await system.call('ops', 'POST', `/v1/accounts/${account}/send-to-connect`);
  const { code } = await codedAccount(system);
  const { body } = await upload(system, { content: callFile([{ code }]) });
  await decisionAbout('account_id', account);
  await decisionAbout('import_id', body.id);
  expect(await work('ops', account)).toMatchObject([{ kind: 'pending-decision', importId: null }]);
  expect(await work('ops', body.id)).toMatchObject([
    { kind: 'pending-decision', importId: body.id, href: `/v1/charge-imports/${body.id}` },
  ]);
  expect(await metric('decisions_pending')).toBe(2);
});

it('tells for how long an import has not gone on', async () => {
  const { code } = await codedAccount(system);
  const { body } = await upload(system, { content: callFile([{ code }]) });
  // As it is where nothing has touched it since: every change of an import is progress.
  await system.database.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(`UPDATE charge_import SET progress_at = now() - interval '10 minutes' WHERE id = $1`, [
      body.id,
    ]);
  });
  expect(await metric('oldest_import_without_progress_seconds')).toBeGreaterThan(590);
});
