import type { AuditAction } from '../../../domain/people/audit-action';
import { needsConfirmation } from '../../../domain/people/pending-change';
import type { Role } from '../../../domain/people/roles';
import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';
import { type LocationName, leavingWithoutApprover, requireAnAdmin } from './admins';
import { insertGrant } from './apply-change';
import { recordAudit } from './audit';
import { type Acting, askForChange } from './pending-changes';
import type { PersonRecord } from './person-records';

interface NewGrant {
  role: Role;
  /** Null: at all Locations. */
  locationId: string | null;
}

/**
 * @returns the id of the grant, which may have been held already; or that of the change which waits for a second admin.
 * @throws Refusal wrong-state if the person is deactivated; invalid-request if it cannot be.
 */
export async function addGrant(
  tx: Transaction,
  acting: Acting,
  person: PersonRecord,
  given: NewGrant,
): Promise<string> {
  const { role, locationId } = given;
  if (person.deactivatedAt !== null) throw new Refusal('wrong-state', `${person.name} is deactivated.`);
  await requireLocation(tx, locationId);
  if (role === 'approver' && person.kind === 'machine')
    throw new Refusal('invalid-request', 'A machine cannot approve.', {
      errors: [{ pointer: '/role', detail: 'Give this role to a human.' }],
    });
  const held = person.grants.find((one) => one.role === role && one.locationId === locationId);
  if (held) return held.id;
  if (needsConfirmation(role)) {
    const change = await askForChange(tx, acting, person.id, { kind: 'grant', role, locationId });
    return change?.id ?? grantOf(tx, person.id, given);
  }
  await insertGrant(tx, person.id, given);
  await auditGrant(tx, acting, 'person.granted', person.id, given);
  return grantOf(tx, person.id, given);
}

async function requireLocation(tx: Transaction, locationId: string | null): Promise<void> {
  if (locationId === null) return;
  const [found] = await tx.query('SELECT FROM location WHERE id = $1', [locationId]);
  if (found) return;
  throw new Refusal('invalid-request', 'No such location.', {
    errors: [{ pointer: '/locationId', detail: 'Use an id from GET /v1/locations, or null.' }],
  });
}

/** @returns its id. */
async function grantOf(tx: Transaction, personId: string, { role, locationId }: NewGrant): Promise<string> {
  const [found] = await tx.query<{ id: string }>(
    `SELECT id FROM person_grant
     WHERE person_id = $1 AND role = $2 AND location_id IS NOT DISTINCT FROM $3`,
    [personId, role, locationId],
  );
  return (found as { id: string }).id;
}

/**
 * Takes a role away, at once.
 * @returns the Locations at which nobody is left who may approve; null if the person has no such grant.
 * @throws Refusal last-admin.
 */
export async function removeGrant(
  tx: Transaction,
  acting: Pick<Acting, 'actor'>,
  person: PersonRecord,
  grantId: string,
): Promise<LocationName[] | null> {
  const held = person.grants.find(({ id }) => id === grantId);
  if (!held) return null;
  const left = await leavingWithoutApprover(tx, async () => {
    await tx.query('DELETE FROM person_grant WHERE id = $1', [grantId]);
  });
  if (held.role === 'admin' && held.locationId === null) await requireAnAdmin(tx);
  await auditGrant(tx, acting, 'person.grant-removed', person.id, held);
  return left;
}

const auditGrant = (
  tx: Transaction,
  { actor }: Pick<Acting, 'actor'>,
  action: AuditAction,
  personId: string,
  { role, locationId }: NewGrant,
) =>
  recordAudit(tx, {
    personId: actor.id,
    action,
    subject: `person:${personId}`,
    detail: { role, locationId },
  });
