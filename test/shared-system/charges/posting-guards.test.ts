import { type Database, savepoint, type Transaction } from '../../../prisma/client/database';
import { postRange } from '../../../prisma/repositories/charges/post-range';
import { callFile, codedAccount } from '../../setup/calls';
import { importFile, postFile } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let account: { id: string; code: string };
let job: { sheetId: string; importId: string; lastRow: number };

/** Rows 1 and 3 are charged; nobody has the code of row 2. */
beforeAll(async () => {
  system = await sharedSystem();
  account = await codedAccount(system);
  const lines = [{ code: account.code, sell: '1' }, { code: 'NOBODY' }, { code: account.code, sell: '3' }];
  const { id, batchSheetId } = await postFile(system, { content: callFile(lines) });
  job = { sheetId: batchSheetId, importId: id, lastRow: 3 };
});
afterAll(() => system.stop());

const refusedBy = (constraint: string) => expect.objectContaining({ constraint }) as unknown;

class Undo extends Error {}

/** Does `work` as if the sheet were still being posted and had no charges yet, and undoes it. */
async function whilePosting(work: (tx: Transaction) => Promise<unknown>): Promise<void> {
  const run = system.database.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query('DELETE FROM charge WHERE import_id = $1', [job.importId]);
    await tx.query('DELETE FROM account_charge_rows WHERE sheet_id = $1', [job.sheetId]);
    await tx.query('DELETE FROM sheet_total WHERE sheet_id = $1', [job.sheetId]);
    await tx.query(
      `UPDATE batch_sheet SET state = 'posting', posted_at = NULL, has_charges = false WHERE id = $1`,
      [job.sheetId],
    );
    await tx.query('SET LOCAL session_replication_role = origin');
    await work(tx);
    throw new Undo();
  });
  await expect(run).rejects.toThrow(Undo);
}

const post = (tx: Transaction, fromRow: number, toRow: number) =>
  postRange({ transaction: (work) => savepoint(tx, () => work(tx)) } as Database, job, { fromRow, toRow });

const postedRows = async (tx: Transaction) =>
  (
    await tx.query<{ row: number }>(
      'SELECT row_number AS row FROM charge WHERE import_id = $1 ORDER BY row_number',
      [job.importId],
    )
  ).map(({ row }) => row);

const finish = (tx: Transaction) =>
  tx.query(`UPDATE batch_sheet SET state = 'posted', posted_at = now() WHERE id = $1`, [job.sheetId]);

it('posts a range again, some of whose charges there are', () =>
  whilePosting(async (tx) => {
    await post(tx, 1, 2);
    expect(await postedRows(tx)).toEqual([1]);
    await post(tx, 1, 3);
    expect(await postedRows(tx)).toEqual([1, 3]);
  }));

it('gives a charge the id that earlier versions gave it: the sheet’s, as version 8, with its row at the end', () =>
  whilePosting(async (tx) => {
    await post(tx, 1, 3);
    const made = await tx.query<{ id: string; row: number }>(
      'SELECT id, row_number AS row FROM charge WHERE import_id = $1 ORDER BY row_number',
      [job.importId],
    );
    const [first, second, third, fourth] = job.sheetId.split('-') as [string, string, string, string];
    const idOf = (row: number) =>
      `${first}-${second}-8${third.slice(1)}-a${fourth.slice(1)}-${row.toString(16).padStart(12, '0')}`;
    expect(made).toEqual([1, 3].map((row) => ({ id: idOf(row), row })));
  }));

it('lists the charges of a sheet by Account and adds them up when it is posted', () =>
  whilePosting(async (tx) => {
    await post(tx, 1, 3);
    await finish(tx);
    expect(
      await tx.query(
        'SELECT account_id, last_row, row_numbers FROM account_charge_rows WHERE sheet_id = $1',
        [job.sheetId],
      ),
    ).toEqual([{ account_id: account.id, last_row: 3, row_numbers: [1, 3] }]);
    expect(
      await tx.query('SELECT charges, charged FROM sheet_total WHERE sheet_id = $1', [job.sheetId]),
    ).toEqual([{ charges: 2, charged: '4.000000' }]);
  }));

it('makes no sheet posted that lacks a charge', () =>
  whilePosting(async (tx) => {
    await post(tx, 1, 2);
    await expect(finish(tx)).rejects.toEqual(refusedBy('batch_sheet_posted_as_approved'));
  }));

it('makes no sheet posted with a charge of no row', () =>
  whilePosting(async (tx) => {
    await post(tx, 1, 3);
    await tx.query(
      `INSERT INTO charge (sheet_id, account_id, source, description, basis, markup, net)
       VALUES ($1, $2, 'manual', '', 1, 0, 1)`,
      [job.sheetId, account.id],
    );
    await expect(finish(tx)).rejects.toEqual(refusedBy('batch_sheet_posted_as_approved'));
  }));

describe('while a sheet is being posted, a charge', () => {
  const charge = (tx: Transaction, fields: string, values: unknown[] = []) =>
    tx.query(
      `INSERT INTO charge (sheet_id, account_id, source, import_id, row_number, reverses, description, basis, markup,
         net)
       SELECT ${fields}, '', 1, 0, 1 FROM import_row WHERE import_id = $1 AND row_number = 1`,
      [job.importId, ...values],
    );
  const here = `'$sheet'::uuid`;
  const nothing = 'NULL::uuid';

  it('is of a matched row, for its Account', () =>
    whilePosting((tx) => charge(tx, `$2::uuid, account_id, 'row', import_id, 1, ${nothing}`, [job.sheetId])));

  it.each([
    ['a row that is not matched', `${here}, account_id, 'row', import_id, 2, ${nothing}`],
    ['a row that there is not', `${here}, account_id, 'row', import_id, 4, ${nothing}`],
    ["another Account's row", `${here}, '$other'::uuid, 'row', import_id, 1, ${nothing}`],
    ['no Account', `${here}, gen_random_uuid(), 'manual', ${nothing}, NULL::int, ${nothing}`],
    ["another import's row", `${here}, account_id, 'row', '$elsewhere'::uuid, 1, ${nothing}`],
    [
      'a sheet that there is not',
      `gen_random_uuid(), account_id, 'manual', ${nothing}, NULL::int, ${nothing}`,
    ],
    ['a charge that there is not', `${here}, account_id, 'row', import_id, 1, gen_random_uuid()`],
  ])('is not of %s', async (_what, fields) => {
    const other = await codedAccount(system);
    const open = await importFile(system, { content: callFile([{ code: account.code, sell: '1' }]) });
    const known = fields
      .replace('$sheet', job.sheetId)
      .replace('$other', other.id)
      .replace('$elsewhere', open.id);
    await whilePosting((tx) =>
      expect(charge(tx, known)).rejects.toEqual(refusedBy('charge_of_an_approved_row')),
    );
  });
});
