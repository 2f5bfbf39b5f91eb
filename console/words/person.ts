import type { Schema } from '../api/client';
import type { Tone } from '../ui/badge';

/** One person. */
export const words = {
  waiting: 'Person',
  purpose: 'How they sign in, what they may do and where, and their sessions and keys.',
  details: 'Details',
  since: 'Deactivated on',
  you: 'This is you.',
  mine: 'My sessions and keys',
  noEmail: 'none',
  edit: 'Edit',
  editTitle: (name: string) => `Edit ${name}`,
  emailHint:
    'A new address waits for a second admin. Once confirmed, they sign in with it instead of what they use now.',
  save: 'Save',
  deactivate: 'Deactivate',
  deactivateTitle: (name: string) => `Deactivate ${name}?`,
  deactivateWhy:
    'Their keys and sessions end at once, and stay ended even if the person is brought back. Decisions of theirs ' +
    'that were not carried out yet are refused. The history keeps what they did.',
  bringBack: 'Bring back',
  bringBackTitle: (name: string) => `Bring ${name} back?`,
  bringBackWhy:
    'They get back the roles that they had, and need new keys. If one is Approver, it waits for a second admin.',
  history: 'What they did',
  about: 'What was done to them',
  left: 'Nobody is left who may approve',
  leftWhy: 'Sheets can be completed there, and then wait. Give somebody the role Approver.',
};

export const grants = {
  title: 'Roles',
  caption: 'Roles of this person',
  role: 'Role',
  may: 'May',
  place: 'Location',
  allLocations: 'All Locations',
  choosePlace: 'Choose a Location',
  empty: 'No roles: nothing is shown to them, and they can do nothing.',
  add: 'Add a role',
  addTitle: (name: string) => `Add a role for ${name}`,
  waits: 'The role Approver waits for a second admin. The others hold at once.',
  remove: 'Remove',
  removeOf: (role: string, place: string) => ` ${role}, ${place}`,
  removeTitle: (role: string, place: string, name: string) => `Take ${role} (${place}) away from ${name}?`,
  removeWhy: 'It stops at once. To give it back, add it again; Approver then waits for a second admin.',
  change: 'Change',
};

export const keys = {
  title: 'Keys',
  why: 'A key lets a program act as its owner. Two can be in use, so that one can replace the other.',
  caption: 'Keys in use',
  made: 'Made',
  by: (name: string) => `by ${name}`,
  commandLine: 'on the command line',
  othersMade: 'Made by somebody else',
  used: 'Last used',
  neverUsed: 'Never',
  expires: 'Expires',
  never: 'Never',
  expired: 'Expired',
  empty: 'No keys.',
  make: 'Make a key',
  makeTitle: (name: string) => `Make a key for ${name}`,
  lastDay: 'Last day',
  lastDayHint: 'After it, the key no longer works. Empty: it works until it is revoked.',
  madeTitle: 'The new key',
  once: 'Copy it now: it is not shown again',
  onceWhy: 'Keep it where only the program that needs it can read it. Whoever has it can act as its owner.',
  send: 'Programs send it as “Authorization: Bearer” and the key.',
  revoke: 'Revoke',
  revokeOf: (made: string) => ` the key made ${made}`,
  revokeTitle: 'Revoke this key?',
  revokeWhy: 'It stops working at once, and for good. Whatever uses it needs another one.',
  change: 'Change',
};

export const sessions = {
  title: 'Sessions',
  why: 'Where this person is signed in. A session that you end is over at once; they can sign in again.',
  whyMine: 'Where you are signed in. End whatever you do not recognize: it is over at once.',
  caption: 'Sessions',
  browser: 'Browser',
  unknownBrowser: 'Unknown',
  signedIn: 'Signed in',
  used: 'Last used',
  current: 'This one',
  empty: 'Not signed in anywhere.',
  end: 'End',
  endOf: (browser: string) => ` the session in ${browser}`,
  endTitle: (browser: string) => `End the session in ${browser}?`,
  endWhy: 'What is typed and not saved there is lost.',
  endAll: 'End all',
  endAllTitle: (name: string) => `End all sessions of ${name}?`,
  endOthers: 'End all others',
  endOthersTitle: 'End all your other sessions?',
  change: 'Change',
};

type State = Schema<'Invitation'>['state'];

export const invitations = {
  title: 'Invitations',
  why: 'A link for signing in for the first time, with any e-mail address. A second admin confirms who used it.',
  caption: 'Invitations, newest first',
  state: 'State',
  states: {
    open: ['Open', 'info'],
    used: ['Used', 'good'],
    revoked: ['Revoked', 'neutral'],
    expired: ['Expired', 'neutral'],
    void: ['No longer valid', 'neutral'],
  } satisfies Record<State, readonly [text: string, tone: Tone]>,
  made: 'Made',
  by: (name: string) => `by ${name}`,
  expires: 'Expires',
  empty: 'No invitations.',
  make: 'Invite',
  makeTitle: (name: string) => `Invite ${name}`,
  makeWhy:
    'You get a link that works once. An earlier link that was not used stops working. ' +
    'A second admin has to confirm who used it before they are let in.',
  makeLink: 'Make the link',
  madeTitle: (name: string) => `The link for ${name}`,
  once: 'Copy it now: it is not shown again',
  onceWhy: (name: string) =>
    `Give it to ${name} and to nobody else, over a channel that nobody else reads: whoever has it can use it first.`,
  revoke: 'Revoke',
  revokeOf: (made: string) => ` the invitation made ${made}`,
  revokeTitle: 'Revoke this invitation?',
  revokeWhy:
    'It can no longer be used, not even by somebody who has opened it already. You can make another one.',
  change: 'Change',
};

export const me = {
  title: 'My sessions and keys',
  purpose: 'Where you are signed in, the keys that act as you, and what you may do.',
  roles: 'My roles',
  rolesBy: 'Admins give and take roles.',
};
