import type { AuditAction } from '../../../domain/people/audit-action';
import type { Origin } from '../../../domain/people/origin';
import type { Problem } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';

export interface AuditEntry {
  /** Who acted; null for the system itself, or for nobody known. */
  personId: string | null;
  action: AuditAction;
  /** Kind and id of its subject, such as "account:<uuid>"; the kind alone if it has no id. */
  subject: string;
  /** Ids, states, dates, counts, names of fields. Nothing in people's own words, which could name anybody. */
  detail?: Record<string, unknown>;
  /** The subject as it was and as it is, as far as it was changed, without personal data. */
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  /** Why it was refused; it was done if absent. */
  refused?: Problem;
}

/** Where the Location of a subject is found, by its kind. What is of no kind named here belongs to no Location. */
const locationOfSubject = `CASE split_part($3, ':', 1)
    WHEN 'account' THEN (SELECT location_id FROM account WHERE id = $4::uuid)
    WHEN 'import' THEN (SELECT location_id FROM charge_import WHERE id = $4::uuid)
    WHEN 'sheet' THEN (SELECT location_id FROM batch_sheet WHERE id = $4::uuid)
    WHEN 'location' THEN (SELECT id FROM location WHERE id = $4::uuid) END`;
const insertEvent = prepared(
  `INSERT INTO audit_event (person_id, action, subject, location_id, detail, before, after, outcome, reason, address,
     request_id, credential, workflow_id)
   VALUES ($1, $2, $3, ${locationOfSubject}, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Records what was done, in the transaction that does it; or what was refused.
 * @param origin Where it comes from; what the transaction knows of that, if absent.
 */
export async function recordAudit(tx: Transaction, entry: AuditEntry, origin: Origin = tx.origin) {
  const { personId, action, subject, detail = {}, before = null, after = null, refused = null } = entry;
  const [, id = ''] = subject.split(':');
  await tx.query(insertEvent, [
    personId,
    action,
    subject,
    uuid.test(id) ? id : null,
    JSON.stringify(detail),
    before && JSON.stringify(before),
    after && JSON.stringify(after),
    refused === null ? 'done' : 'refused',
    refused,
    origin.address ?? null,
    origin.requestId ?? null,
    origin.credential ?? null,
    origin.workflowId ?? null,
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
