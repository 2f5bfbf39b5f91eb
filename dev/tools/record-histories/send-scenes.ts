import { type Schema } from '../../../clients/typescript/src/by-path';
import { untilSend } from '../drive/accounts';
import { ofSend, type Scene } from './scene';

async function doubtful(scene: Scene, name: string): Promise<{ id: string; clientId: string }> {
  const clientId = await scene.clientByHand({ billingReference: `ACC-${name}` });
  return { id: await scene.send(name, 'needs-decision'), clientId };
}

const resolve = (
  { as }: Scene,
  id: string,
  decision: Partial<Schema<'SendDecision'>> & Pick<Schema<'SendDecision'>, 'decision'>,
) => as.ops.post(`/v1/accounts/${id}/connect-client/resolve`, { reason: 'asked the site', ...decision });

async function finished(scene: Scene, id: string, name: string): Promise<void> {
  await scene.temporal.workflow.getHandle(ofSend(id)).result();
  await scene.keep(ofSend(id), name);
}

/** A scene for each state of a send, and for each way out of it. */
export const sendScenes: Record<string, (scene: Scene, name: string) => Promise<void>> = {
  async linked(scene, name) {
    await finished(scene, await scene.send(name, 'linked'), name);
  },
  async settling(scene, name) {
    await scene.misbehave({ rules: [{ operation: 'create', delayMs: 1_500, times: 1 }] });
    const id = await scene.send(name, 'settling');
    await scene.keep(ofSend(id), name);
    await untilSend(scene.as.ops, id, 'linked');
  },
  async 'adopted-after-a-lost-answer'(scene, name) {
    await scene.misbehave({
      ignoreIdempotencyKey: true,
      rules: [{ operation: 'create', drop: 'after-commit', times: 1 }],
    });
    const id = await scene.send(name, 'unknown');
    await scene.keep(ofSend(id), 'unknown');
    await untilSend(scene.as.ops, id, 'linked');
    await finished(scene, id, name);
  },
  async 'waiting-then-woken'(scene, name) {
    await scene.misbehave({ rules: [{ operation: 'search', status: 503 }] });
    const id = await scene.send(name, 'waiting');
    await scene.keep(ofSend(id), 'waiting');
    await scene.misbehave({});
    await scene.as.ops.post(`/v1/accounts/${id}/send-to-connect`);
    await untilSend(scene.as.ops, id, 'linked');
    await finished(scene, id, name);
  },
  async throttled(scene, name) {
    await scene.misbehave({ rules: [{ operation: 'create', status: 429, retryAfter: '1', times: 1 }] });
    await finished(scene, await scene.send(name, 'linked'), name);
  },
  async rejected(scene, name) {
    const body = { code: 'bad_name', message: 'No such name', field: 'name' };
    await scene.misbehave({ rules: [{ operation: 'create', status: 422, body, times: 1 }] });
    await finished(scene, await scene.send(name, 'rejected'), name);
  },
  async 'needs-decision'(scene, name) {
    const { id } = await doubtful(scene, name);
    await scene.temporal.workflow.getHandle(ofSend(id)).signal('decide', 'nonsense');
    await scene.keep(ofSend(id), name);
  },
  async 'decided-link'(scene, name) {
    const { id, clientId } = await doubtful(scene, name);
    await resolve(scene, id, { decision: 'link', clientId });
    await finished(scene, id, name);
  },
  async 'decided-create'(scene, name) {
    const { id } = await doubtful(scene, name);
    await resolve(scene, id, { decision: 'create' });
    await finished(scene, id, name);
  },
  async 'given-up'(scene, name) {
    const { id } = await doubtful(scene, name);
    await resolve(scene, id, { decision: 'give-up' });
    await finished(scene, id, name);
  },
  async 'continued-as-new'(scene, name) {
    const { id } = await doubtful(scene, name);
    const handle = scene.temporal.workflow.getHandle(ofSend(id));
    const runOf = async () => (await handle.describe()).raw.workflowExecutionInfo?.execution?.runId;
    const first = await runOf();
    while ((await runOf()) === first) await handle.signal('wake');
    await scene.keep(ofSend(id), `${name}.second`);
    await scene.keep(ofSend(id), name, first ?? undefined);
  },
};
