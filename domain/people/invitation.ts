import { machinesDecideNothing } from './pending-change';
import type { Person } from './roles';

/**
 * `void`: the person is deactivated, or whoever made it is no longer an admin. Only one that is `open` can be used.
 */
export const invitationStates = ['open', 'used', 'revoked', 'expired', 'void'] as const;
export type InvitationState = (typeof invitationStates)[number];

interface Invited {
  name: string;
  kind: Person['kind'];
  isDeactivated: boolean;
}

/** Why nobody can invite this person; null if they can be. */
export function whyNotInvite({ name, kind, isDeactivated }: Invited): string | null {
  if (kind === 'machine') return 'A machine does not sign in: make a key for it.';
  return isDeactivated ? `${name} is deactivated.` : null;
}

/** Why somebody may not invite others; null if they may. */
export const whyNoInviter = ({ kind }: Pick<Person, 'kind'>): string | null =>
  kind === 'human' ? null : machinesDecideNothing;
