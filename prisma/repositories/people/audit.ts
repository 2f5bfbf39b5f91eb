import type { Transaction } from '../../client/database';

export interface AuditEntry {
  /** Who acted; null for the system itself. */
  personId: string | null;
  /** Verb and noun, such as "send.requested". */
  action: string;
  /** Kind and id of its subject, such as "account:<uuid>". */
  subject: string;
  detail?: Record<string, unknown>;
}

/** Records what was done, in the transaction that does it. */
export async function recordAudit(tx: Transaction, { personId, action, subject, detail = {} }: AuditEntry) {
  await tx.query('INSERT INTO audit_event (person_id, action, subject, detail) VALUES ($1, $2, $3, $4)', [
    personId,
    action,
    subject,
    JSON.stringify(detail),
  ]);
}

/** Whether something about this decision has been recorded already. */
export async function isAudited(tx: Transaction, subject: string, decisionId: string): Promise<boolean> {
  const found = await tx.query(
    `SELECT FROM audit_event WHERE subject = $1 AND detail ->> 'decisionId' = $2 LIMIT 1`,
    [subject, decisionId],
  );
  return found.length > 0;
}
