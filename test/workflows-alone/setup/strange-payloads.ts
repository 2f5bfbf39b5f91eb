import type { Client, WorkflowHandle } from '@temporalio/client';

/** What anybody can send who reaches Temporal, and nobody here can decode. */
export const strangeEncodings = [
  ['binary/encrypted', 'nothing that we can read'],
  ['json/protobuf', '{"decisionId":"x"}'],
  ['json/plain', '{"decisionId":'],
  ['json/external-storage-reference', '{}'],
] as const;

export async function signalBytes(
  { connection, options }: Client,
  { workflowId }: WorkflowHandle,
  signalName: string,
  [encoding, data]: (typeof strangeEncodings)[number],
): Promise<void> {
  await connection.workflowService.signalWorkflowExecution({
    namespace: options.namespace,
    workflowExecution: { workflowId },
    signalName,
    input: { payloads: [{ metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(data) }] },
  });
}
