import { registerPerson } from '../../../prisma/repositories/people/persons';
import { callFile, codedAccount } from '../../setup/calls';
import { actOnRows, complete, importFile, postFile, sendBack, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';
import type { Untyped } from '../../setup/untyped';
import type { Schema } from '../../../clients/typescript/src/by-path';

let system: System;
let account: { id: string; code: string };
beforeAll(async () => {
  system = await sharedSystem();
  account = await codedAccount(system);
});
afterAll(() => system.stop());

const sql = (text: string, values: unknown[] = []) => system.database.query<Untyped>(text, values);
const refusedBy = (constraint: string) => expect.objectContaining({ constraint }) as unknown;
const content = () => callFile([{ code: account.code, sell: '1' }]);
const personId = async (name: string) =>
  (await sql('SELECT id FROM person WHERE name = $1', [system.personOf(name)]))[0].id;

it('has one original charge for a row', async () => {
  const { id, batchSheetId } = await postFile(system, { content: content() });
  const again = sql(
    `INSERT INTO charge (sheet_id, account_id, source, import_id, row_number, description, basis, markup, net)
     SELECT sheet_id, account_id, source, import_id, row_number, description, basis, markup, net FROM charge
     WHERE import_id = $1`,
    [id],
  );
  await expect(again).rejects.toEqual(refusedBy('charge_one_per_row'));
  const wrongSum = sql(
    `INSERT INTO charge (sheet_id, account_id, source, description, basis, markup, net)
      VALUES ($1, $2, 'manual', '', 1, 0, 2)`,
    [batchSheetId, account.id],
  );
  await expect(wrongSum).rejects.toEqual(refusedBy('charge_adds_up'));
  for (const change of [
    'UPDATE charge SET net = net WHERE sheet_id = $1',
    'DELETE FROM charge WHERE sheet_id = $1',
  ])
    await expect(sql(change, [batchSheetId])).rejects.toThrow('charge is insert-only');
});

describe('an approval', () => {
  let sheet: Schema<'BatchSheet'>;
  const approval = (person: string, change: { revision?: number; digest?: string } = {}) =>
    sql('INSERT INTO approval (sheet_id, revision, person_id, digest) VALUES ($1, $2, $3, $4)', [
      sheet.id,
      change.revision ?? sheet.revision,
      person,
      change.digest ?? sheet.digest,
    ]);

  beforeAll(async () => {
    const found = await importFile(system, { content: content(), who: 'ops' });
    await actOnRows(system, found.id, { action: 'assign', rows: [1], accountId: account.id }, 'lead');
    // The person who completes is neither the uploader nor the editor.
    const key = 'second-ops';
    await registerPerson(system.database.pool, {
      name: system.personOf('Otto'),
      kind: 'human',
      roles: ['ops'],
      key,
    });
    const headers = { authorization: `Bearer ${key}` };
    await system.call('ops', 'POST', `/v1/batch-sheets/${found.batchSheetId}/complete`, {}, headers);
    sheet = await sheetOf(system, found.batchSheetId);
    expect(sheet.state).toBe('completed');
  });

  it.each([
    ['the uploader', 'Omar'],
    ['the completer', 'Otto'],
    ['an editor', 'Lea'],
  ])('is not of %s', async (_who, name) => {
    await expect(approval(await personId(name))).rejects.toEqual(refusedBy('approval_four_eyes'));
  });

  it('is not of a machine', async () => {
    const robot = { name: 'Robot', kind: 'machine' as const, roles: ['approver' as const], key: 'robot' };
    const id = await registerPerson(system.database.pool, robot);
    await expect(approval(id)).rejects.toEqual(refusedBy('approval_by_an_approver'));
  });

  it('is not of an approver who has been deactivated', async () => {
    const gone = { name: system.personOf('Gone'), kind: 'human' as const, roles: ['approver' as const] };
    const id = await registerPerson(system.database.pool, { ...gone, key: 'gone' });
    await sql('UPDATE person SET deactivated_at = now() WHERE id = $1', [id]);
    await expect(approval(id)).rejects.toEqual(refusedBy('approval_by_an_approver'));
  });

  it('is not of somebody who is no approver there', async () => {
    await expect(approval(await personId('Vera'))).rejects.toEqual(refusedBy('approval_by_an_approver'));
  });

  it('is of this revision and this digest', async () => {
    const ana = await personId('Ana');
    await expect(approval(ana, { revision: 2 })).rejects.toEqual(refusedBy('approval_of_completed_revision'));
    await expect(approval(ana, { digest: 'sha256:other' })).rejects.toEqual(refusedBy('approval_digest'));
  });

  it('stands before a sheet is approved, posting or posted', async () => {
    for (const state of ['approved', 'posting', 'posted']) {
      const skipped = sql('UPDATE batch_sheet SET state = $2 WHERE id = $1', [sheet.id, state]);
      await expect(skipped).rejects.toEqual(refusedBy('batch_sheet_approved_by_somebody'));
    }
  });

  it('of an old revision does not count for the next', async () => {
    await approval(await personId('Ana'));
    await sendBack(system, sheet.id, 'reopen', 'ops');
    await complete(system, sheet.id);
    const skipped = sql(`UPDATE batch_sheet SET state = 'approved' WHERE id = $1`, [sheet.id]);
    await expect(skipped).rejects.toEqual(refusedBy('batch_sheet_approved_by_somebody'));
  });
});

it.each(['UPDATE audit_event SET action = $$x$$', 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
  'keeps what was done: no %s',
  async (statement) => {
    await expect(sql(statement)).rejects.toThrow('audit_event is insert-only');
  },
);

it('has one owner of a code on a day, and the next from the day it ends', async () => {
  const code = (from: string | null, to: string | null) =>
    sql(
      `INSERT INTO account_code (account_id, location_id, code, code_key, effective_from, effective_to)
       VALUES ($1, $2, 'TWICE', 'twice', $3, $4)`,
      [account.id, system.locations['London Bridge'], from, to],
    );
  await code('2026-05-01', '2026-05-10');
  await expect(code('2026-05-09', null)).rejects.toEqual(refusedBy('account_code_one_owner'));
  await expect(code(null, '2026-05-02')).rejects.toEqual(refusedBy('account_code_one_owner'));
  await code('2026-05-10', null);
  await code(null, '2026-05-01');
});

it('has one live first import of the same bytes at a Location', async () => {
  const { id } = await importFile(system, { content: content() });
  const columns =
    'location_id, import_type_id, product_id, batch_date, reference_date, file_sha256, file_name';
  const again = (allowRepeat: string | null) =>
    sql(
      `INSERT INTO charge_import (${columns}, file_bytes, uploaded_by, allow_repeat)
       SELECT ${columns}, file_bytes, uploaded_by, $2 FROM charge_import WHERE id = $1`,
      [id, allowRepeat],
    );
  await expect(again(null)).rejects.toEqual(refusedBy('charge_import_live_file'));
  await again('made twice');
});

it('has one claim of a call', async () => {
  const found = await importFile(system, { content: content() });
  await complete(system, found.batchSheetId);
  const other = await importFile(system, { content: content() });
  const again = sql(
    `INSERT INTO call_claim (location_id, fingerprint, ordinal, import_id, row_number)
     SELECT location_id, fingerprint, ordinal, $2, row_number FROM call_claim WHERE import_id = $1`,
    [found.id, other.id],
  );
  await expect(again).rejects.toEqual(refusedBy('call_claim_pkey'));
});

describe('a charge', () => {
  let posted: Schema<'ChargeImport'>;
  const charge = (fields: string, values: unknown[] = []) =>
    sql(
      `INSERT INTO charge (sheet_id, account_id, source, import_id, row_number, reverses, description, basis,
         markup, net)
       SELECT ${fields}, '', 1, 0, 1 FROM charge WHERE import_id = $1`,
      [posted.id, ...values],
    );
  beforeAll(async () => {
    posted = await postFile(system, {
      content: callFile([{ code: account.code, sell: '1' }, { code: 'NOBODY' }]),
    });
  });

  it.each(['manual', 'suspense', 'credit', 'row'])(
    'is made of a row once, whatever it is called: %s',
    async (source) => {
      const twice = charge(`sheet_id, account_id, '${source}', import_id, row_number, NULL::uuid`);
      await expect(twice).rejects.toEqual(refusedBy('charge_one_per_row'));
    },
  );

  it('takes back a charge that there is', async () => {
    const nothing = charge(`sheet_id, account_id, 'row', import_id, row_number, gen_random_uuid()`);
    await expect(nothing).rejects.toEqual(refusedBy('charge_of_an_approved_row'));
  });

  it("is of a sheet that is being posted, of its own row, for that row's account", async () => {
    const other = await codedAccount(system);
    const open = await importFile(system, { content: callFile([{ code: account.code, sell: '1' }]) });
    const wrong: [string, unknown[]][] = [
      [`sheet_id, account_id, 'row', import_id, 2, NULL::uuid`, []],
      [`$2::uuid, account_id, 'row', $3::uuid, 1, NULL::uuid`, [open.batchSheetId, open.id]],
      [`sheet_id, account_id, 'row', $2::uuid, 1, NULL::uuid`, [open.id]],
      [`gen_random_uuid(), account_id, 'manual', NULL::uuid, NULL::int, NULL::uuid`, []],
      [`sheet_id, gen_random_uuid(), 'manual', NULL::uuid, NULL::int, NULL::uuid`, []],
      [`sheet_id, $2::uuid, 'row', import_id, 2, NULL::uuid`, [other.id]],
    ];
    for (const [fields, values] of wrong)
      await expect(charge(fields, values)).rejects.toEqual(refusedBy('charge_of_an_approved_row'));
  });

  it.each(['TRUNCATE charge', 'TRUNCATE approval'])('stays: no %s', async (statement) => {
    await expect(sql(statement)).rejects.toThrow('is insert-only');
  });

  it('stays with its sheet and its claims, as they were posted', async () => {
    for (const change of ["state = 'draft'", "digest = 'sha256:x'", 'tax_percent = 0', 'posted_at = now()'])
      await expect(
        sql(`UPDATE batch_sheet SET ${change} WHERE id = $1`, [posted.batchSheetId]),
      ).rejects.toEqual(refusedBy('batch_sheet_posted_stays'));
    const freed = sql('DELETE FROM call_claim WHERE import_id = $1', [posted.id]);
    await expect(freed).rejects.toEqual(refusedBy('call_claim_of_billed_stays'));
  });
});

it('has codes where their accounts are', async () => {
  const elsewhere = sql(
    `INSERT INTO account_code (account_id, location_id, code, code_key) VALUES ($1, $2, 'X', 'x')`,
    [account.id, system.locations['Leeds Dock']],
  );
  await expect(elsewhere).rejects.toEqual(refusedBy('account_code_where_its_account_is'));
});
