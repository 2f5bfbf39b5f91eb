import { readFileActivity } from '../../../activities/charge-import/read-file';
import { createFolderStore } from '../../../connectors/file-store/folder-store';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { callFile, codedAccount, giveCode } from '../../setup/calls';
import { approve, complete, importFile, importState, sendBack, sheetOf, upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';
import type { Untyped } from '../../setup/untyped';

let system: OwnSystem;
let code = '';
beforeAll(async () => {
  system = await startSystem();
  code = (await codedAccount(system)).code;
});
afterAll(() => system.stop());

const sql = (text: string, values: unknown[] = []) => system.database.query<Untyped>(text, values);
const someFile = () =>
  callFile([
    { code, sell: '1.10' },
    { code, sell: '2.20' },
  ]);

/** Takes a row away by SQL. @returns what puts it back. */
async function takeRowAway(importId: string) {
  await sql('CREATE TABLE IF NOT EXISTS taken AS SELECT * FROM import_row WHERE false');
  await sql(
    `WITH gone AS (DELETE FROM import_row WHERE import_id = $1 AND row_number = 2 RETURNING *)
      INSERT INTO taken SELECT * FROM gone`,
    [importId],
  );
  return () => sql('INSERT INTO import_row SELECT * FROM taken WHERE import_id = $1', [importId]);
}

const handleOf = (importId: string) => system.temporal.workflow.getHandle(chargeImportId(importId));

/** What the Temporal UI shows as current details. */
async function stoppedAt(importId: string): Promise<string> {
  const look = () =>
    handleOf(importId)
      .query<{ currentDetails: string }>('__temporal_workflow_metadata')
      .then(
        ({ currentDetails }) => currentDetails,
        () => 'not started yet',
      );
  return until(look, (details) => details.includes('stopped'));
}

/** Joins a line to another row by SQL, as if it had gone on in it. @returns what undoes it. */
async function addLine(importId: string) {
  const set = (raw: string) =>
    sql(`UPDATE import_row SET raw = ${raw} WHERE import_id = $1 AND row_number = 2`, [importId]);
  await set(`raw || chr(10) || 'one more'`);
  return () => set(`split_part(raw, chr(10), 1)`);
}

it.each([
  ['a row is gone', takeRowAway, 'the file had 2 / 0 / 3.30 (rows / buy / sell)'],
  [
    'a row has another line than was counted',
    addLine,
    'the file has 3 lines: 3 belong to rows (2 were counted)',
  ],
])('stops at matching when %s, says so, and goes on once it is mended', async (_what, spoil, said) => {
  await system.stopWorker();
  const { body } = await upload(system, { content: someFile() });
  const progress = { report: () => undefined, stopIfAsked: () => undefined, attempt: () => 1 };
  const files = createFolderStore(system.files);
  const readFile = readFileActivity({
    database: system.database,
    files,
    progress,
    apiUrl: null,
    allowUnverifiedDecisions: false,
    log: () => undefined,
  });
  expect((await readFile({ importId: body.id })).status).toBe('matching');
  const mend = await spoil(body.id);
  await system.startWorker();
  const details = await stoppedAt(body.id);
  expect(details).toContain(said);
  expect(details).toContain('`goOn`');
  await mend();
  await handleOf(body.id).signal('goOn');
  expect((await importState(system, body.id, ['in-review'])).rows.matched).toBe(2);
});

it('refuses to complete a sheet with a row missing, and leaves no claim', async () => {
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  const putBack = await takeRowAway(id);
  const refused = await complete(system, batchSheetId);
  expect(refused).toMatchObject({ status: 409, body: { type: '/problems/conservation-broken' } });
  expect(await sql('SELECT FROM call_claim WHERE import_id = $1', [id])).toHaveLength(0);
  await putBack();
  expect((await complete(system, batchSheetId)).status).toBe(200);
});

it('stops when matching again finds a row missing, and matches once it is back', async () => {
  const { id: accountId } = await codedAccount(system);
  const content = callFile([
    { code: 'LATER', sell: '1.10' },
    { code, sell: '2.20' },
  ]);
  const { id } = await importFile(system, { content });
  const putBack = await takeRowAway(id);
  await giveCode(system, accountId, { code: 'LATER' });
  expect(await stoppedAt(id)).toContain('the stored rows add up to 1 / 0 / 1.10');
  await putBack();
  await handleOf(id).signal('goOn');
  const look = () => system.call('ops', 'GET', `/v1/charge-imports/${id}`);
  await until(look, ({ body }) => body.rows.matched === 2);
  await until(
    () => handleOf(id).query<{ currentDetails: string }>('__temporal_workflow_metadata'),
    ({ currentDetails }) => !currentDetails.includes('stopped'),
  );
});

it('leaves nothing half done when reopening finds a row missing', async () => {
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  await complete(system, batchSheetId);
  const putBack = await takeRowAway(id);
  expect(await sendBack(system, batchSheetId, 'reopen', 'ops')).toMatchObject({ status: 409 });
  expect(await sheetOf(system, batchSheetId)).toMatchObject({ state: 'completed', revision: 1 });
  expect(await sql('SELECT FROM call_claim WHERE import_id = $1', [id])).toHaveLength(2);
  await putBack();
  expect((await approve(system, batchSheetId)).status).toBe(200);
});

it('posts nothing when a row is gone after approval, until it is back', async () => {
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  await complete(system, batchSheetId);
  const putBack = await takeRowAway(id);
  expect((await approve(system, batchSheetId)).status).toBe(200);
  expect(await stoppedAt(id)).toContain('the stored rows add up to 1 / 0 / 1.10');
  expect((await sheetOf(system, batchSheetId)).state).toBe('approved');
  await handleOf(id).signal('goOn');
  await putBack();
  await handleOf(id).signal('goOn');
  await importState(system, id, ['posted']);
});

it.each([
  ['amounts are exchanged', 'sell = 3.30 - sell'],
  ['an amount is charged to another account', 'account_id = (SELECT id FROM account WHERE accounts_id = $2)'],
  ['a row is left out', "status = 'ignored'"],
])('posts nothing when, after approval, %s', async (_what, change) => {
  const other = await codedAccount(system);
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  await complete(system, batchSheetId);
  const rows = await sql('SELECT row_number, sell, account_id, status FROM import_row WHERE import_id = $1', [
    id,
  ]);
  await sql(`UPDATE import_row SET ${change} WHERE import_id = $1 AND $2 <> ''`, [id, other.accountsId]);
  await approve(system, batchSheetId);
  expect(await stoppedAt(id)).toContain('its digest differs');
  expect(await sql('SELECT FROM charge WHERE import_id = $1', [id])).toHaveLength(0);
  for (const row of rows)
    await sql(
      'UPDATE import_row SET sell = $3, account_id = $4, status = $5 WHERE import_id = $1 AND row_number = $2',
      [id, row.row_number, row.sell, row.account_id, row.status],
    );
  await handleOf(id).signal('goOn');
  await importState(system, id, ['posted']);
});

it('posts nothing when, after approval, tax is changed', async () => {
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  await complete(system, batchSheetId);
  await sql('UPDATE sheet_account SET tax = tax + 1, gross = gross + 1 WHERE sheet_id = $1', [batchSheetId]);
  await approve(system, batchSheetId);
  expect(await stoppedAt(id)).toContain('its digest differs');
});

it.each([
  ['a destination', `UPDATE import_row SET destination = 'Premium Rate' WHERE import_id = $1`],
  ['the date of a call', `UPDATE import_row SET local_date = local_date + 1 WHERE import_id = $1`],
  [
    'the product',
    `UPDATE charge_import SET product_id = (SELECT id FROM product WHERE name = 'Bandwidth') WHERE id = $1`,
  ],
  ['the reference date', `UPDATE charge_import SET reference_date = reference_date + 1 WHERE id = $1`],
])('posts nothing when, after approval, %s is another', async (_what, change) => {
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  await complete(system, batchSheetId);
  await sql(change, [id]);
  await approve(system, batchSheetId);
  expect(await stoppedAt(id)).toContain('its digest differs');
});

it('never shows a sheet whose charges are not what was approved', async () => {
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  await complete(system, batchSheetId);
  await system.database.transaction(async (tx) => {
    // As its owner can: without the database's own rules.
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(
      `INSERT INTO charge (sheet_id, account_id, source, import_id, row_number, description, basis, markup, net)
       SELECT $1, account_id, 'row', import_id, 1, '', 9, 0, 9 FROM import_row WHERE import_id = $2 AND row_number = 1`,
      [batchSheetId, id],
    );
  });
  await approve(system, batchSheetId);
  expect(await stoppedAt(id)).toContain('11.200000 instead of 3.300000');
  expect((await system.call('viewer', 'GET', `/v1/charge-imports/${id}`)).body.stopped).toContain(
    '11.200000',
  );
  expect((await system.call('viewer', 'GET', '/v1/charges?limit=200')).text).not.toContain(batchSheetId);
  // Charges are insert-only: mending takes the owner of the table.
  await sql('ALTER TABLE charge DISABLE TRIGGER charge_insert_only');
  await sql('DELETE FROM charge WHERE sheet_id = $1 AND net = 9', [batchSheetId]);
  await sql('ALTER TABLE charge ENABLE TRIGGER charge_insert_only');
  await handleOf(id).signal('goOn');
  await importState(system, id, ['posted']);
});

it('stops when an amount was altered, to however many digits', async () => {
  const { id: accountId } = await codedAccount(system);
  const content = callFile([
    { code: 'ALTERED', sell: '1.10' },
    { code, sell: '2.20' },
  ]);
  const { id } = await importFile(system, { content });
  await sql('UPDATE import_row SET sell = sell / 3 WHERE import_id = $1 AND row_number = 1', [id]);
  await giveCode(system, accountId, { code: 'ALTERED' });
  expect(await stoppedAt(id)).toContain('the stored rows add up to 2 / 0 / 2.5666');
  await sql('UPDATE import_row SET sell = 1.10 WHERE import_id = $1 AND row_number = 1', [id]);
  await handleOf(id).signal('goOn');
  await until(
    () => system.call('ops', 'GET', `/v1/charge-imports/${id}`),
    ({ body }) => body.rows.matched === 2,
  );
});

it('posts no sheet into which a charge of no row has come', async () => {
  const { id: accountId } = await codedAccount(system);
  await sql(`CREATE FUNCTION sneak() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO charge (sheet_id, account_id, source, description, basis, markup, net)
    VALUES (NEW.id, '${accountId}', 'manual', '', 1, 0, 1);
    RETURN NULL; END $$`);
  await sql(
    `CREATE TRIGGER sneaks AFTER UPDATE ON batch_sheet FOR EACH ROW WHEN (OLD.state = 'approved'
      AND NEW.state = 'posting') EXECUTE FUNCTION sneak()`,
  );
  const { id, batchSheetId } = await importFile(system, { content: someFile() });
  await complete(system, batchSheetId);
  await approve(system, batchSheetId);
  expect(await stoppedAt(id)).toContain('the charges of 1 Accounts are not what was approved, first 1');
  expect(await sheetOf(system, batchSheetId)).toMatchObject({ state: 'posting' });
});
