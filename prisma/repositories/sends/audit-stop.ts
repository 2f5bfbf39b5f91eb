import type { SendState } from '../../../domain/sends/send-states';
import type { Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';

/** Records that a send waits for a person from here on. */
export const auditStop = (
  tx: Transaction,
  accountId: string,
  before: SendState,
  state: 'needs-decision' | 'rejected',
): Promise<void> =>
  recordAudit(tx, {
    personId: null,
    action: `send.${state}`,
    subject: `account:${accountId}`,
    before: { state: before },
    after: { state },
  });
