import { type ImportStatus, toBeReadStatuses } from '../../../domain/imports/import-states';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { type HeldUp, holdUp } from '../../setup/hold-up';
import { type Call, callFile, codedAccount } from '../../setup/calls';
import { complete, importFile, importState, upload } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import { type System, until } from '../../setup/system';

let system: System;
let code = '';
beforeAll(async () => {
  system = await sharedSystem();
  code = (await codedAccount(system)).code;
});
afterAll(() => system.stop());

const handleOf = (importId: string) => system.temporal.workflow.getHandle(chargeImportId(importId));

async function timesBegun(importId: string, activity: string): Promise<number> {
  const { events } = await handleOf(importId).fetchHistory();
  return (events ?? []).filter(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === activity,
  ).length;
}

const holdImport = (importId: string) =>
  holdUp(system.databaseUrl, 'SELECT FROM charge_import WHERE id = $1 FOR UPDATE', [importId]);

/** An import whose reading waits where it begins, commits a chunk or ends; another one if it was read by then. */
async function heldInReading(call: Call): Promise<{ importId: string; held: HeldUp }> {
  for (;;) {
    const { body } = await upload(system, { content: callFile(Array.from({ length: 20_000 }, () => call)) });
    const held = await holdImport(body.id);
    const [found] = await system.database.query<{ status: ImportStatus }>(
      'SELECT status FROM charge_import WHERE id = $1',
      [body.id],
    );
    if (found && toBeReadStatuses.includes(found.status)) {
      await held.somebodyWaits();
      return { importId: body.id, held };
    }
    await held.release();
  }
}

it('ends as failed when the file is bad, although it was told to match again while it read', async () => {
  const { importId, held } = await heldInReading({ code, sell: 'unreadable' });
  for (let told = 0; told < 3; told++) await handleOf(importId).signal('rematch');
  await held.release();
  expect(await handleOf(importId).result()).toMatchObject({ status: 'failed' });
  expect((await handleOf(importId).describe()).searchAttributes).toMatchObject({ ImportStatus: ['failed'] });
});

it('shows the state of the whole import after being told to match again in the middle', async () => {
  const { importId, held } = await heldInReading({ code, sell: '1' });
  for (let told = 0; told < 3; told++) await handleOf(importId).signal('rematch');
  await held.release();
  await importState(system, importId, ['in-review']);
  await until(
    async () => (await handleOf(importId).describe()).searchAttributes,
    ({ ImportStatus }) => (ImportStatus as string[])[0] === 'in-review',
  );
});

it('matches again once for any number of changes that come while it matches', async () => {
  const { id } = await importFile(system, { content: callFile([{ code, sell: '1' }]) });
  const held = await holdImport(id);
  await handleOf(id).signal('rematch');
  await held.somebodyWaits();
  for (let told = 0; told < 50; told++) await handleOf(id).signal('rematch');
  await held.release();
  const decided = await complete(system, (await importState(system, id, ['in-review'])).batchSheetId);
  expect(decided.status).toBeLessThan(300);
  await until(
    () => timesBegun(id, 'rematchRows'),
    (times) => times === 2,
  );
});

it('settles every decision that was told, also those that come when all is decided', async () => {
  const { id } = await importFile(system, { content: callFile([{ code, sell: '2' }]) });
  const persons = await system.database.query<{ id: string; name: string }>('SELECT id, name FROM person');
  const ids: string[] = [];
  for (let told = 0; told < 3; told++) {
    const [made] = await system.database.query<{ id: string }>(
      `INSERT INTO decision (kind, import_id, person_id, details) VALUES ('cancel', $1, $2, '{}') RETURNING id`,
      [id, persons.find(({ name }) => name === system.personOf('Omar'))?.id],
    );
    ids.push(made?.id as string);
  }
  await Promise.all(ids.map((decisionId) => handleOf(id).signal('decide', { decisionId })));
  await handleOf(id).result();
  const states = await system.database.query<{ state: string }>(
    'SELECT state FROM decision WHERE import_id = $1 ORDER BY created_at',
    [id],
  );
  expect(states.map(({ state }) => state).sort()).toEqual(['applied', 'refused', 'refused']);
});
