import type { Grant } from '../../../domain/people/roles';
import { roles, words } from '../../words/people';
import { rolesHeld } from './roles-held';
import { useLocationName } from './use-location-name';

/** What a person may do, and where. */
export function RolesList({ grants }: { grants: readonly Grant[] }) {
  const held = rolesHeld(grants, useLocationName());
  if (held.length === 0) return <span className="text-muted">{words.noRoles}</span>;
  return (
    <ul>
      {held.map(({ role, places }) => (
        <li key={role}>
          {roles[role][0]}: {places?.join(', ') ?? words.allLocations}
        </li>
      ))}
    </ul>
  );
}
