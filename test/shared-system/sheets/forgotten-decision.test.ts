import { randomUUID } from 'node:crypto';
import { restartForgotten } from '../../../worker/sweep';
import { callFile, codedAccount } from '../../setup/calls';
import { importFile, importState } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

it('tells the workflow again of a decision that was written down and that it never came to', async () => {
  const { code } = await codedAccount(system);
  const { id } = await importFile(system, { content: callFile([{ code, sell: '1' }]) });
  // Told, and ignored by a workflow in which too many waited: the outbox has nothing left to do.
  await system.database.query(
    `INSERT INTO decision (id, kind, import_id, person_id, details, verified, created_at)
     SELECT $2, 'complete', i.id, i.uploaded_by, '{}', true, now() - interval '2 minutes' FROM charge_import i
     WHERE i.id = $1`,
    [id, randomUUID()],
  );
  expect((await importState(system, id, ['in-review'])).status).toBe('in-review');
  const { database, temporal: client } = system;
  await restartForgotten({ database, client, taskQueue: system.env.TEMPORAL_TASK_QUEUE as string });
  await importState(system, id, ['completed']);
});
