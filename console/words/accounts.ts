import type { Schema } from '../api/client';
import type { Tone } from '../ui/badge';

type ConnectState = Schema<'Account'>['connectState'];

export const connectStates = {
  'not-sent': ['Not sent', 'neutral'],
  requested: ['Requested', 'info'],
  settling: ['Settling', 'info'],
  linked: ['Linked', 'good'],
  unknown: ['Unknown', 'warn'],
  waiting: ['Waiting', 'warn'],
  'needs-decision': ['Needs a decision', 'warn'],
  rejected: ['Rejected', 'danger'],
  'given-up': ['Given up', 'neutral'],
} as const satisfies Record<ConnectState, readonly [text: string, tone: Tone]>;

export const words = {
  title: 'Accounts',
  purpose: 'Tenants and their Accounts IDs, the codes on their calls, and whether Connect has them.',
  caption: 'Accounts',
  search: 'Search by name or Accounts ID',
  anyState: 'Any state at Connect',
  state: 'State at Connect',
  accountsId: 'Accounts ID',
  name: 'Name',
  type: 'Type',
  location: 'Location',
  tenancy: 'Tenancy',
  connect: 'Connect',
  codes: 'Codes',
  from: (day: string) => `from ${day}`,
  until: (day: string) => `until ${day}`,
  empty: 'No Account fits. Clear the search, or add the Account that you miss.',
  add: 'New Account',
};
