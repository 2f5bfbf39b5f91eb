export const roles = ['viewer', 'ops', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A role at one Location, or at all of them if `locationId` is null. */
export interface Grant {
  role: Role;
  locationId: string | null;
}

export interface Person {
  id: string;
  name: string;
  kind: 'human' | 'machine';
  grants: Grant[];
}

/** What people may be allowed to do. `rights` is the table of who may do what. */
export type Act =
  | 'read'
  | 'manage-accounts'
  | 'edit-charges'
  | 'try-files'
  | 'approve'
  | 'configure'
  | 'manage-persons'
  | 'read-audit';

const rights: Record<Act, readonly Role[]> = {
  read: ['viewer', 'ops', 'approver', 'admin'],
  'manage-accounts': ['ops', 'admin'],
  'edit-charges': ['ops'],
  // Who writes an Import Type has to see how it reads a file.
  'try-files': ['ops', 'admin'],
  approve: ['approver'],
  configure: ['admin'],
  'manage-persons': ['admin'],
  // Approvers answer for what others did. Viewers and ops do not need their colleagues' addresses and attempts.
  'read-audit': ['approver', 'admin'],
};

const gives = ({ role }: Grant, act: Act): boolean => rights[act].includes(role);

/** Locations at which a person may act: 'all', or a possibly empty list of ids. */
export function locationsFor(person: Person, act: Act): 'all' | string[] {
  const held = person.grants.filter((grant) => gives(grant, act));
  if (held.some((grant) => grant.locationId === null)) return 'all';
  return [...new Set(held.map((grant) => grant.locationId as string))];
}

/** The requested Location, if it is among these; all of them if none is requested. */
export const narrowed = (locations: 'all' | string[], asked: string | undefined): 'all' | string[] =>
  asked === undefined ? locations : locations === 'all' || locations.includes(asked) ? [asked] : [];

/** Whether a person may see information about all Locations together. */
export const readsEverywhere = (person: Person): boolean => locationsFor(person, 'read') === 'all';

/**
 * @param locationId null for what belongs to no Location, such as an Import Type: then a grant anywhere is enough to
 * read.
 */
export function mayAct(person: Person, act: Act, locationId: string | null): boolean {
  // Asked for each action on each item of a list: no list is made for it.
  return person.grants.some(
    (grant) =>
      gives(grant, act) &&
      (grant.locationId === null || (locationId === null ? act === 'read' : grant.locationId === locationId)),
  );
}

/**
 * Whether a person may act on a client at a Connect site: at the Location that has the site. A site that no Location
 * has is reserved for people who may act everywhere.
 * @param locationIds The Locations that have it.
 */
export function mayActAtSite(person: Person, act: Act, locationIds: string[]): boolean {
  if (locationIds.length === 0) return locationsFor(person, act) === 'all';
  return locationIds.every((id) => mayAct(person, act, id));
}
