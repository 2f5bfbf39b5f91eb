import { Client, Connection } from '@temporalio/client';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { clientByHand, clientsUnder, misbehave, received } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let connection: Connection;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600 });
  connection = await Connection.connect({ address: system.env.TEMPORAL_ADDRESS });
});
afterAll(async () => {
  await connection.close();
  await system.stop();
});

const workflowOf = (id: string) => new Client({ connection }).workflow.getHandle(sendToConnectId(id));

/** Everything that a history holds as text, payloads decoded. */
function textIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(textIn).join('\n');
  if (value !== null && typeof value === 'object') return Object.values(value).map(textIn).join('\n');
  return String(value);
}

it('keeps names, contacts, references and the words of Connect out of the history of a workflow', async () => {
  const { id, accountsId } = await newAccount(system, {
    name: 'Secretive Holdings',
    contacts: [{ name: 'Ines Quiet', email: 'ines@quiet.example' }],
  });
  const byHand = await clientByHand(system, { billingReference: accountsId, name: 'Secretive Others' });
  await misbehave(system, {
    rules: [
      { operation: 'search', status: 503, body: { code: 'x', message: 'no Secretive Holdings' }, times: 1 },
      { operation: 'create', status: 500, body: '<p>Secretive Holdings</p>', times: 1 },
    ],
  });
  await sendAccount(system, id, ['needs-decision']);
  await system.call('ops', 'POST', `/v1/accounts/${id}/connect-client/resolve`, {
    decision: 'create',
    reason: 'Ines told me',
  });
  expect((await sendState(system, id, ['linked'])).client?.id).not.toBe(byHand);
  const told = textIn(await workflowOf(id).fetchHistory());
  expect(told).toContain(id);
  for (const secret of ['Secretive', 'Ines', 'quiet.example', accountsId]) expect(told).not.toContain(secret);
});

it.each([
  ['while the look-up fails', { operation: 'search', status: 503 }, 'waiting', 1],
  [
    'after a create of unknown outcome',
    { operation: 'create', drop: 'after-commit', times: 1 },
    'unknown',
    1,
  ],
])('starts again when pressed after the workflow was terminated %s', async (_when, rule, state, creates) => {
  await misbehave(system, { ignoreIdempotencyKey: true, rules: [rule] });
  const { id, accountsId } = await newAccount(system);
  await sendAccount(system, id, [state]);
  await workflowOf(id).terminate('a person at the console');
  await misbehave(system, { ignoreIdempotencyKey: true });
  await sendAccount(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toHaveLength(1);
  expect(await received(system, 'create', accountsId)).toHaveLength(creates);
});
