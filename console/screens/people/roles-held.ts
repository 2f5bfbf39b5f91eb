import { roles, type Grant, type Role } from '../../../domain/people/roles';

export interface RoleHeld {
  role: Role;
  /** Names of Locations in the order of the alphabet; null: all of them. */
  places: readonly string[] | null;
}

/** The roles of a person, each once. A role at all Locations holds at each: single ones need not be said as well. */
export function rolesHeld(grants: readonly Grant[], nameOf: (locationId: string) => string): RoleHeld[] {
  return roles.flatMap((role) => {
    const held = grants.filter((grant) => grant.role === role);
    if (held.length === 0) return [];
    const ids = held.flatMap(({ locationId }) => (locationId === null ? [] : [locationId]));
    const isEverywhere = ids.length < held.length;
    return [{ role, places: isEverywhere ? null : ids.map(nameOf).sort((a, b) => a.localeCompare(b)) }];
  });
}

/** Whether a person has any role at a Location. */
export const hasRoleAt = (grants: readonly Grant[], location: string): boolean =>
  grants.some(({ locationId }) => locationId === null || locationId === location);
