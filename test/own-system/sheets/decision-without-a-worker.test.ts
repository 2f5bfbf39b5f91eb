import { callFile } from '../../setup/calls';
import { complete, importFile, importState } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ decisionWaitMs: 1_000 });
});
afterAll(() => system.stop());

it('answers 202 while no worker runs, and applies the decision when one does', async () => {
  const { id, batchSheetId } = await importFile(system, {
    content: callFile([{ code: 'NOBODY', sell: '1' }]),
  });
  await system.stopWorker();
  const later = await complete(system, batchSheetId);
  expect(later).toMatchObject({ status: 202, body: { state: 'pending' } });
  const place = later.headers.get('location') as string;
  expect(place).toBe(`/v1/decisions/${later.body.id}`);
  expect((await system.call('viewer', 'GET', place)).body).toMatchObject({ state: 'pending', outcome: null });
  await system.startWorker();
  const outcome = await until(
    () => system.call('viewer', 'GET', place),
    ({ body }) => body.state !== 'pending',
  );
  expect(outcome.body).toMatchObject({
    state: 'applied',
    outcome: { result: 'applied', state: 'completed' },
  });
  await importState(system, id, ['completed']);
  const audited = await system.database.query(
    `SELECT FROM audit_event WHERE subject = $1 AND action = 'sheet.complete'`,
    [`import:${id}`],
  );
  expect(audited).toHaveLength(1);
});
