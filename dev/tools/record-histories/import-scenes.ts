import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { addAccount } from '../drive/accounts';
import { approveImport, completeImport, untilImport, uploadFile } from '../drive/imports';
import { ofImport, type Scene, whileHeld } from './scene';

const reason = { reason: 'look again' };
const find = ({ as }: Scene, id: string, ...statuses: string[]) => untilImport(as.ops, id, ...statuses);

async function completed(scene: Scene): Promise<string> {
  const id = await scene.bring('in-review');
  await completeImport(scene.as.ops, await find(scene, id, 'in-review'));
  return id;
}

const approve = async (scene: Scene, id: string) =>
  approveImport(scene.as.approver, await find(scene, id, 'completed'));

/** Waits until the workflow's activity is under way. */
async function untilPending({ temporal }: Scene, id: string, activity: string): Promise<void> {
  for (;;) {
    // Not found where the outbox has not started it yet.
    const found = await temporal.workflow
      .getHandle(ofImport(id))
      .describe()
      .catch(() => null);
    if (found?.raw.pendingActivities?.some((one) => one.activityType?.name === activity)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const details = ({ temporal }: Scene, id: string) =>
  temporal.workflow
    .getHandle(ofImport(id))
    .query<{ currentDetails: string }>('__temporal_workflow_metadata')
    .then(({ currentDetails }) => currentDetails);

async function untilTold(scene: Scene, id: string, words: string): Promise<void> {
  while (!(await details(scene, id)).includes(words)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A scene for each state of an import, and for each way of deciding. */
export const importScenes: Record<string, (scene: Scene, name: string) => Promise<void>> = {
  async reading(scene, name) {
    await whileHeld(scene, 'import_row', async () => {
      const id = await scene.bring();
      await untilPending(scene, id, 'readFile');
      await scene.keep(ofImport(id), name);
    });
  },
  async matching(scene, name) {
    await whileHeld(scene, 'batch_sheet', async () => {
      const id = await scene.bring('matching');
      await untilPending(scene, id, 'matchRows');
      await scene.keep(ofImport(id), name);
    });
  },
  async 'in-review'(scene, name) {
    await scene.keep(ofImport(await scene.bring('in-review')), name);
  },
  async 'matched-again'(scene, name) {
    const id = await scene.bring('in-review');
    const { id: accountId } = await addAccount(scene.as.ops, 'ACC-LATE');
    await scene.as.ops.post(`/v1/accounts/${accountId}/account-codes`, { code: 'GHOST' });
    for (;;) if ((await find(scene, id, 'in-review')).rows.matched === 3) break;
    await scene.keep(ofImport(id), name);
    await scene.as.ops.post(`/v1/charge-imports/${id}/cancel`, {});
  },
  async failed(scene, name) {
    const file = path.join(scene.folder, 'no-calls.csv');
    writeFileSync(file, 'nothing,of,this,is,known\n1,2,3,4,5\n');
    const id = await uploadFile(scene.as.ops, file);
    await find(scene, id, 'failed');
    await scene.keep(ofImport(id), name);
  },
  async cancelled(scene, name) {
    const id = await scene.bring('in-review');
    await scene.as.ops.post(`/v1/charge-imports/${id}/cancel`, {});
    await find(scene, id, 'cancelled');
    await scene.keep(ofImport(id), name);
  },
  async 'cancelled-while-reading'(scene, name) {
    let id = '';
    await whileHeld(scene, 'import_row', async () => {
      id = await scene.bring();
      await untilPending(scene, id, 'readFile');
      await scene.as.ops.post(`/v1/charge-imports/${id}/cancel`, {}).catch(() => undefined); // 202 or later
    });
    await find(scene, id, 'cancelled');
    await scene.temporal.workflow.getHandle(ofImport(id)).result();
    await scene.keep(ofImport(id), name);
  },
  async completed(scene, name) {
    await scene.keep(ofImport(await completed(scene)), name);
  },
  async 'own-work-refused'(scene, name) {
    const id = await scene.bring('in-review');
    await completeImport(scene.as.lead, await find(scene, id, 'in-review'));
    await approveImport(scene.as.lead, await find(scene, id, 'completed')).catch(() => undefined);
    await untilTold(scene, id, 'Refused');
    await scene.keep(ofImport(id), name);
  },
  async reopened(scene, name) {
    const id = await completed(scene);
    await scene.decide(id, 'reopen', 'ops', reason);
    await scene.keep(ofImport(id), name);
  },
  async 'rejected-then-posted'(scene, name) {
    const id = await completed(scene);
    await scene.decide(id, 'reject', 'approver', reason);
    await completeImport(scene.as.ops, await find(scene, id, 'in-review'));
    await approve(scene, id);
    await find(scene, id, 'posted');
    await scene.temporal.workflow.getHandle(ofImport(id)).result();
    await scene.keep(ofImport(id), name);
  },
  async posting(scene, name) {
    const id = await completed(scene);
    await whileHeld(scene, 'charge', async () => {
      await approve(scene, id);
      await untilPending(scene, id, 'postCharges');
      await scene.keep(ofImport(id), name);
    });
  },
  async posted(scene, name) {
    const id = await completed(scene);
    await approve(scene, id);
    await scene.temporal.workflow.getHandle(ofImport(id)).result();
    await scene.keep(ofImport(id), name);
  },
  async 'stopped-then-posted'(scene, name) {
    const id = await completed(scene);
    const client = new Client({ connectionString: scene.info.database });
    await client.connect();
    await client.query(
      'CREATE TABLE taken AS SELECT * FROM import_row WHERE import_id = $1 AND row_number = 3',
      [id],
    );
    await client.query('DELETE FROM import_row WHERE import_id = $1 AND row_number = 3', [id]);
    await approve(scene, id);
    await untilTold(scene, id, '**stopped**');
    await scene.keep(ofImport(id), 'stopped');
    await client.query('INSERT INTO import_row SELECT * FROM taken; DROP TABLE taken');
    await client.end();
    await scene.temporal.workflow.getHandle(ofImport(id)).signal('goOn');
    await scene.temporal.workflow.getHandle(ofImport(id)).result();
    await scene.keep(ofImport(id), name);
  },
  async 'raw-decisions'(scene, name) {
    const id = await scene.bring('in-review');
    const tell = (message: unknown) =>
      scene.temporal.workflow.getHandle(ofImport(id)).signal('decide', message);
    await tell(null);
    await tell({ decision: 'approve', actor: 'Nobody' });
    await tell({ decision: 'complete', actor: 'Omar' });
    await find(scene, id, 'completed');
    await tell({ decision: 'approve', actor: 'Omar' });
    await untilTold(scene, id, 'Refused');
    await tell({ decision: 'approve', actor: 'Ana' });
    await scene.temporal.workflow.getHandle(ofImport(id)).result();
    await scene.keep(ofImport(id), name);
  },
  async 'continued-as-new'(scene, name) {
    const id = await scene.bring('in-review');
    const handle = scene.temporal.workflow.getHandle(ofImport(id));
    const { runId } = (await handle.describe()).raw.workflowExecutionInfo?.execution ?? {};
    for (let told = 0; told < 200; told++)
      await handle.signal('decide', { decision: 'approve', actor: `Nobody ${told}` });
    for (;;) {
      const now = (await handle.describe()).raw.workflowExecutionInfo?.execution?.runId;
      if (now !== runId) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await scene.keep(ofImport(id), `${name}.second`);
    await scene.keep(ofImport(id), name, runId ?? undefined);
  },
};
