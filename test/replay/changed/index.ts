/**
 * Workflows as somebody might change them without a thought for those that run: each does what it did in another
 * order.
 */
import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import {
  type ChargeImportActivities,
  type ChargeImportInput,
  importMessages,
} from '../../../workflows/charge-import/contract';
import type { SendActivities, SendToConnectInput } from '../../../workflows/send-to-connect/contract';

const options = { startToCloseTimeout: '1 minute' } as const;
const { readFile, matchRows } = proxyActivities<ChargeImportActivities>(options);
const { settleClient, applySendDecision } = proxyActivities<SendActivities>(options);

export async function chargeImport({ importId }: ChargeImportInput): Promise<void> {
  setHandler(defineUpdate(importMessages.decide), () => Promise.reject(new Error('not here')));
  await matchRows({ importId });
  await readFile({ importId });
  await condition(() => false);
}

export async function sendToConnect({ accountId }: SendToConnectInput): Promise<void> {
  await applySendDecision({ accountId, decisionId: '' });
  await settleClient({ accountId });
}
