import { randomUUID } from 'node:crypto';
import { chargeImportId, chargeImportWorkflow } from '../../../workflows/charge-import/contract';
import { sendToConnectId, sendToConnectWorkflow } from '../../../workflows/send-to-connect/contract';
import { currentDetails } from '../../setup/details';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

// As after a restore of the database to an earlier state, with a Temporal that knows more.
it('ends an import that is not in the database, and says so', async () => {
  const importId = randomUUID();
  const handle = await system.temporal.workflow.start(chargeImportWorkflow, {
    taskQueue: system.env.TEMPORAL_TASK_QUEUE as string,
    workflowId: chargeImportId(importId),
    args: [{ importId }],
  });
  expect(await handle.result()).toBeNull();
  expect(await currentDetails(system, chargeImportId(importId))).toContain('not in the database');
});

it('ends a send that is not in the database, and says so', async () => {
  const accountId = randomUUID();
  const handle = await system.temporal.workflow.start(sendToConnectWorkflow, {
    taskQueue: system.env.TEMPORAL_TASK_QUEUE as string,
    workflowId: sendToConnectId(accountId),
    args: [{ accountId }],
  });
  expect(await handle.result()).toMatchObject({ state: 'not-sent' });
  expect(await currentDetails(system, sendToConnectId(accountId))).toContain('The database has no record');
});
