import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../client/database';

/**
 * Called after an admin has been deactivated or has lost a role, in the same change.
 * @throws Refusal last-admin if no human is left who may manage persons: nobody could undo it over the API.
 */
export async function requireAnAdmin(tx: Transaction): Promise<void> {
  const [left] = await tx.query(
    `SELECT FROM person p JOIN person_grant g ON g.person_id = p.id
     WHERE p.kind = 'human' AND p.deactivated_at IS NULL AND g.role = 'admin' AND g.location_id IS NULL LIMIT 1`,
  );
  if (left) return;
  throw new Refusal(
    'last-admin',
    'This is the last admin for all locations: make somebody else an admin first.',
  );
}

export interface LocationName {
  id: string;
  name: string;
}

/** Locations at which no active human may approve, by name. */
export const locationsWithoutApprover = (tx: Transaction): Promise<LocationName[]> =>
  tx.query<LocationName>(
    `SELECT l.id, l.name FROM location l WHERE NOT EXISTS (
       SELECT FROM person p JOIN person_grant g ON g.person_id = p.id
       WHERE p.kind = 'human' AND p.deactivated_at IS NULL AND g.role = 'approver'
         AND (g.location_id IS NULL OR g.location_id = l.id))
     ORDER BY l.name, l.id`,
  );

/** Runs a change. @returns the Locations that it has left without anybody who may approve. */
export async function leavingWithoutApprover(
  tx: Transaction,
  change: () => Promise<void>,
): Promise<LocationName[]> {
  const before = new Set((await locationsWithoutApprover(tx)).map(({ id }) => id));
  await change();
  return (await locationsWithoutApprover(tx)).filter(({ id }) => !before.has(id));
}
