import { mayAct, type Person, type Role } from './roles';

/** What takes effect only when a second admin confirms it, because it decides who may approve. */
export type ChangeAsked =
  | { kind: 'grant'; role: Role; locationId: string | null }
  | { kind: 'email'; email: string }
  /** A subject of the issuer, as which the person will sign in: somebody has used their invitation. */
  | { kind: 'identity'; issuer: string; subject: string; email: string | null; emailVerified: boolean }
  /** Of a person who was deactivated and still has the role of an approver. */
  | { kind: 'reactivation' };

export const changeKinds = [
  'grant',
  'email',
  'identity',
  'reactivation',
] as const satisfies ChangeAsked['kind'][];

const confirmed: Record<Role, boolean> = { viewer: false, ops: false, approver: true, admin: false };

/** Whether granting the role waits for a second admin. */
export const needsConfirmation = (role: Role): boolean => confirmed[role];

interface Asked {
  personId: string;
  askedById: string;
}

/** Why a person may not confirm a change; null if they may. */
export function whyNotConfirm(change: Asked, person: Person): string | null {
  if (person.kind !== 'human') return machinesDecideNothing;
  if (!mayAct(person, 'manage-persons', null)) return 'Only an admin for all locations confirms this.';
  if (change.askedById === person.id) return 'You asked for this: another admin has to confirm it.';
  if (change.personId === person.id) return 'This is about yourself: another admin has to confirm it.';
  return null;
}

export const machinesDecideNothing =
  'A machine may neither request nor confirm a change that decides who may approve: an admin does.';
