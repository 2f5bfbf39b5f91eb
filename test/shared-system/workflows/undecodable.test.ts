import { chargeImportId, importMessages } from '../../../workflows/charge-import/contract';
import { sendMessages, sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { newAccount, sendState } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { clientByHand } from '../../setup/connect';
import { approve, complete, importFile, importState } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const strange = [
  ['binary/encrypted', 'nothing that we can read'],
  ['json/protobuf', '{"decisionId":"x"}'],
  ['json/plain', '{"decisionId":'],
  ['json/external-storage-reference', '{}'],
] as const;

/** As anybody can send it who reaches Temporal. */
async function signalRaw(workflowId: string, signalName: string, encoding: string, data: string) {
  const { connection, options } = system.temporal;
  await connection.workflowService.signalWorkflowExecution({
    namespace: options.namespace,
    workflowExecution: { workflowId },
    signalName,
    input: { payloads: [{ metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(data) }] },
  });
}

it('goes on deciding about an import, whatever undecodable signals come', async () => {
  const { code } = await codedAccount(system);
  const { id, batchSheetId } = await importFile(system, { content: callFile([{ code, sell: '1' }]) });
  for (const name of Object.values(importMessages))
    for (const [encoding, data] of strange) await signalRaw(chargeImportId(id), name, encoding, data);
  expect((await complete(system, batchSheetId)).status).toBe(200);
  expect((await approve(system, batchSheetId)).status).toBe(200);
  await importState(system, id, ['posted']);
});

it('goes on deciding about a send, too', async () => {
  await clientByHand(system, { billingReference: 'ODD-1', name: 'Somebody else' });
  const { id } = await newAccount(system, { accountsId: 'ODD-1', sendToConnect: true });
  await sendState(system, id, ['needs-decision']);
  for (const name of Object.values(sendMessages))
    for (const [encoding, data] of strange) await signalRaw(sendToConnectId(id), name, encoding, data);
  const decided = await system.call('ops', 'POST', `/v1/accounts/${id}/connect-client/resolve`, {
    decision: 'create',
    reason: 'another tenant',
  });
  expect(decided.status).toBe(200);
  await sendState(system, id, ['linked']);
});
