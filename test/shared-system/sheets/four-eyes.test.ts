import { registerPerson } from '../../../prisma/repositories/people/persons';
import { newAccount, sendAccount } from '../../setup/accounts';
import { callFile, codedAccount, giveCode } from '../../setup/calls';
import { clientByHand } from '../../setup/connect';
import { actOnRows, approve, complete, importFile, sendBack, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import { type System, until, type Who } from '../../setup/system';

let system: System;
let account: { id: string; code: string };
beforeAll(async () => {
  system = await sharedSystem();
  account = await codedAccount(system);
  const key = 'a-machine-key';
  const roles = ['ops' as const, 'approver' as const];
  await registerPerson(system.database.pool, { name: 'Robot', kind: 'machine', roles, key });
});
afterAll(() => system.stop());

const asMachine = { authorization: 'Bearer a-machine-key' };
const draft = (who: Who = 'ops', fields = {}) =>
  importFile(system, { content: callFile([{ code: account.code, sell: '1' }]), who, fields });

const ownWork = { status: 403, body: { type: '/problems/own-work' } };

/** Every way in which the lead, who may both complete and approve, could have had a hand in the sheet. */
const paths: [string, () => Promise<string>][] = [
  [
    'uploaded it',
    async () => {
      const { batchSheetId } = await draft('lead');
      await complete(system, batchSheetId, 'ops');
      return batchSheetId;
    },
  ],
  [
    'completed it',
    async () => {
      const { batchSheetId } = await draft();
      await complete(system, batchSheetId, 'lead');
      return batchSheetId;
    },
  ],
  [
    'assigned a row',
    async () => {
      const { id, batchSheetId } = await draft();
      await actOnRows(system, id, { action: 'assign', rows: [1], accountId: account.id }, 'lead');
      await complete(system, batchSheetId);
      return batchSheetId;
    },
  ],
  [
    'explained a mismatch',
    async () => {
      const { batchSheetId } = await draft('ops', { controlRows: '2' });
      const text = { mismatch: 'control rows', text: 'it is so' };
      await system.call('lead', 'POST', `/v1/batch-sheets/${batchSheetId}/explain`, text);
      await complete(system, batchSheetId);
      return batchSheetId;
    },
  ],
  [
    'edited an earlier revision, whose edits are still in it',
    async () => {
      const { id, batchSheetId } = await draft();
      await actOnRows(system, id, { action: 'assign', rows: [1], accountId: account.id }, 'lead');
      await complete(system, batchSheetId);
      await sendBack(system, batchSheetId, 'reopen', 'lead');
      await complete(system, batchSheetId);
      return batchSheetId;
    },
  ],
  [
    'opened the tenancy of an account that had no code yet',
    async () => {
      const { id: closed, accountsId } = await newAccount(system, { tenancyTo: '2026-01-31' });
      const content = callFile([{ code: accountsId, sell: '9' }]);
      const { batchSheetId } = await importFile(system, { content });
      await system.call('lead', 'PATCH', `/v1/accounts/${closed}`, { tenancyTo: null });
      await giveCode(system, closed, { code: accountsId }, 'ops');
      await until(
        () => sheetOf(system, batchSheetId),
        ({ rows }) => rows.matched === 1,
      );
      await complete(system, batchSheetId);
      return batchSheetId;
    },
  ],
  [
    'decided which client the account is, which gave it its code',
    async () => {
      const { id, accountsId } = await newAccount(system);
      const clientId = await clientByHand(system, { billingReference: accountsId });
      await sendAccount(system, id, ['needs-decision']);
      const { batchSheetId } = await importFile(system, {
        content: callFile([{ code: accountsId, sell: '9' }]),
      });
      const link = { decision: 'link', clientId, reason: 'It is them' };
      await system.call('lead', 'POST', `/v1/accounts/${id}/connect-client/resolve`, link);
      await until(
        () => sheetOf(system, batchSheetId),
        ({ rows }) => rows.matched === 1,
      );
      await complete(system, batchSheetId);
      return batchSheetId;
    },
  ],
  [
    'gave back the calls of another sheet, which this one then bills',
    async () => {
      const content = callFile([{ code: account.code, sell: '3' }]);
      const first = await importFile(system, { content });
      await complete(system, first.batchSheetId);
      const again = await importFile(system, { content, fields: { allowRepeat: 'the log was made twice' } });
      expect(again.rows.duplicate).toBe(1);
      await sendBack(system, first.batchSheetId, 'reopen', 'lead');
      await until(
        () => sheetOf(system, again.batchSheetId),
        ({ rows }) => rows.matched === 1,
      );
      await complete(system, again.batchSheetId);
      return again.batchSheetId;
    },
  ],
  [
    'moved a tenancy, which somebody else had matched',
    async () => {
      const closed = await codedAccount(system);
      await system.call('ops', 'PATCH', `/v1/accounts/${closed.id}`, { tenancyTo: '2026-01-31' });
      const content = callFile([{ code: closed.code, sell: '9' }]);
      const { id, batchSheetId } = await importFile(system, { content });
      await system.call('lead', 'PATCH', `/v1/accounts/${closed.id}`, { tenancyTo: null });
      await system.call('ops', 'POST', `/v1/charge-imports/${id}/rematch`);
      await until(
        () => sheetOf(system, batchSheetId),
        ({ rows }) => rows.matched === 1,
      );
      await complete(system, batchSheetId);
      return batchSheetId;
    },
  ],
];

it.each(paths)('refuses approval and rejection by who %s', async (_hand, prepare) => {
  const sheetId = await prepare();
  expect((await sheetOf(system, sheetId, 'lead')).actions).not.toContain('approve');
  expect(await approve(system, sheetId, 'lead')).toMatchObject(ownWork);
  expect(await sendBack(system, sheetId, 'reject', 'lead')).toMatchObject(ownWork);
  expect((await sheetOf(system, sheetId)).state).toBe('completed');
  expect(await approve(system, sheetId, 'approver')).toMatchObject({ status: 200 });
});

it('lets the lead approve what others have done', async () => {
  const { batchSheetId } = await draft();
  await complete(system, batchSheetId);
  expect((await sheetOf(system, batchSheetId, 'lead')).actions).toContain('approve');
  expect((await approve(system, batchSheetId, 'lead')).status).toBe(200);
});

it('wants the right role for each tick', async () => {
  const { batchSheetId } = await draft();
  for (const who of ['viewer', 'approver', 'admin'] as const)
    expect(await complete(system, batchSheetId, who)).toMatchObject({
      status: 403,
      body: { type: '/problems/forbidden' },
    });
  await complete(system, batchSheetId);
  for (const who of ['viewer', 'ops', 'admin'] as const)
    expect(await approve(system, batchSheetId, who)).toMatchObject({
      status: 403,
      body: { type: '/problems/forbidden' },
    });
});

it('lets no machine complete or approve', async () => {
  const { batchSheetId } = await draft();
  const place = `/v1/batch-sheets/${batchSheetId}`;
  const forbidden = { status: 403, body: { type: '/problems/forbidden' } };
  expect(await system.call('ops', 'POST', `${place}/complete`, {}, asMachine)).toMatchObject(forbidden);
  await complete(system, batchSheetId);
  const { digest } = await sheetOf(system, batchSheetId);
  expect(await system.call('ops', 'POST', `${place}/approve`, { digest }, asMachine)).toMatchObject(
    forbidden,
  );
});

it('binds an approval to the digest that was seen', async () => {
  const { batchSheetId } = await draft();
  await complete(system, batchSheetId);
  const digest = `sha256:${'0'.repeat(64)}`;
  const wrong = await system.call('approver', 'POST', `/v1/batch-sheets/${batchSheetId}/approve`, { digest });
  expect(wrong).toMatchObject({ status: 412, body: { type: '/problems/digest-differs' } });
});

it.each(['complete', 'approve'] as const)('applies one of two at once: %s', async (kind) => {
  const { id, batchSheetId } = await draft();
  if (kind === 'approve') await complete(system, batchSheetId);
  const act = kind === 'complete' ? complete : approve;
  const others: Who[] = kind === 'complete' ? ['ops', 'lead'] : ['approver', 'lead'];
  const replies = await Promise.all(others.map((who) => act(system, batchSheetId, who)));
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  const decisions = await system.database.query<{ state: string }>(
    'SELECT state FROM decision WHERE import_id = $1 AND kind = $2',
    [id, kind],
  );
  expect(decisions.filter(({ state }) => state === 'applied')).toHaveLength(1);
});
