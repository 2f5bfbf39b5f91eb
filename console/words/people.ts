import type { Role } from '../../domain/people/roles';
import type { Schema } from '../api/client';
import { counted } from '../ui/amount';

type ChangeKind = Schema<'PersonChange'>['kind'];

/** What each role may, as docs/people.md has it. */
export const roles = {
  viewer: ['Viewer', 'reads'],
  ops: ['Ops', 'manages Accounts and sends; uploads, edits and completes'],
  approver: ['Approver', 'approves and rejects what others have completed'],
  admin: ['Admin', 'manages Accounts, sends and settings; at all Locations, people too'],
} satisfies Record<Role, readonly [name: string, may: string]>;

export const kinds = { human: 'Human', machine: 'Machine' } satisfies Record<
  Schema<'Person'>['kind'],
  string
>;

/** The list of people. */
export const words = {
  title: 'People',
  purpose: 'Who may do what and where. Nobody is ever deleted, so the history always says who did what.',
  parts: 'Parts of People',
  everybody: 'Everybody',
  /** Null: not known. */
  waiting: (count: string | null) => `Waiting for a second admin${count === null ? '' : ` (${count})`}`,
  caption: 'People',
  name: 'Name',
  kind: 'Kind',
  roles: 'Roles',
  email: 'E-mail',
  state: 'State',
  active: 'Active',
  deactivated: 'Deactivated',
  changesWait: (count: number) => `${counted(count, 'change')} waiting`,
  noRoles: 'none',
  allLocations: 'all Locations',
  unknownLocation: 'a Location that was not found',
  at: (location: string) => `Only people with a role at ${location}, or at all Locations.`,
  empty: 'Nobody has a role here. Open a person to give them one, or add a person.',
  add: 'New person',
};

export const form = {
  title: 'New person',
  purpose: 'Adds a human or a machine. They have no roles and no keys at first: you give them those next.',
  name: 'Name',
  kind: 'Kind',
  kindHint: 'It cannot be changed later. A machine uses keys, and never completes or approves.',
  kinds: {
    human: 'Human, who signs in',
    machine: 'Machine, such as a nightly upload',
  } satisfies Record<Schema<'Person'>['kind'], string>,
  email: 'E-mail',
  emailHint:
    'The address that they sign in with. It waits until a second admin confirms it. ' +
    'Leave it empty to invite them by a link.',
  add: 'Add person',
};

const atPlace = (place: string | null) => (place === null ? 'at all Locations' : `at ${place}`);

/** What waits until a second admin confirms it. */
export const changes = {
  title: 'Waiting for a second admin',
  why: 'These decide who may approve, so they take effect only once another admin confirms them.',
  caption: 'Changes that wait, the oldest first',
  person: 'Person',
  what: 'Change',
  asked: 'Asked for',
  expires: 'Expires',
  actions: 'What you can do',
  by: (name: string) => `by ${name}`,
  empty: 'Nothing waits for a second admin.',
  confirm: 'Confirm',
  withdraw: 'Withdraw',
  of: (name: string) => ` for ${name}`,
  kinds: {
    grant: 'New role',
    email: 'New e-mail address',
    identity: 'New account to sign in with',
    reactivation: 'Brought back',
  } satisfies Record<ChangeKind, string>,
  grant: (role: Role, place: string | null) => `${roles[role][0]} ${atPlace(place)}`,
  reactivation: 'Was deactivated, and approves again from then on',
  identity: (email: string | null, subject: string) => email ?? `Account ${subject}`,
  verified: 'address verified by the issuer',
  unverified: 'address not verified by the issuer: it may be anybody’s',
  issuer: 'Issuer',
  subject: 'Account at the issuer',
  confirmTitle: (what: string, name: string) => `Confirm for ${name}: ${what}?`,
  confirmWhy: {
    grant: (name: string, askedBy: string) =>
      `Ask ${askedBy} outside this system whether ${name} should approve.`,
    email: (name: string, askedBy: string) =>
      `From then on, whoever has this address signs in as ${name}, and ${name} has to sign in again. ` +
      `Ask ${askedBy} outside this system whether it is right.`,
    identity: (name: string) =>
      `Somebody has used the invitation of ${name}, and will sign in as ${name}. ` +
      `Ask ${name} whether they have used it, and whether this is their account. If not, withdraw the change.`,
    reactivation: (name: string, askedBy: string) =>
      `${name} may act again, and approve. Ask ${askedBy} outside this system whether that is right.`,
  } satisfies Record<ChangeKind, (name: string, askedBy: string) => string>,
  withdrawTitle: (what: string, name: string) => `Withdraw for ${name}: ${what}?`,
  withdrawWhy: 'Nothing changes for them. It can be asked for again.',
};
