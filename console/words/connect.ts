import type { ConnectFaultKind } from '../../domain/sends/connect-fault';
import type { Schema } from '../api/client';
import type { Tone } from '../ui/badge';

export type ConnectState = Schema<'Account'>['connectState'];
export type ClientField = Schema<'Drift'>['field'];

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

/** What each state waits for. */
export const whatHappens = {
  'not-sent': 'It has no client in Connect yet.',
  requested: 'Waiting for its turn: it is sent within seconds.',
  settling: 'Connect is searched for a client of this Account; if there is none, one is created.',
  linked: 'It has its client in Connect.',
  unknown:
    'Connect gave no clear answer, so the client may exist already. Connect is searched before anything is sent ' +
    'again: there will be one client, not two.',
  waiting: 'Connect could not be asked just now. The send continues automatically.',
  'needs-decision':
    'It is not clear which client in Connect is the one of this Account. Somebody has to decide.',
  rejected: 'Connect refused to create the client. Correct the Account, then send it again.',
  'given-up': 'Somebody decided not to send it. It can be sent again.',
} satisfies Record<ConnectState, string>;

/** Faults, by their kind. Connect's own words follow them. */
const faults = {
  unreachable: 'Connect did not answer.',
  away: 'Connect has not been answering. All sends wait until it does.',
  server: 'Connect answered with a fault of its own.',
  throttled: 'Connect asked us to send fewer requests.',
  credentials:
    'Connect does not accept our credentials. Once an admin has corrected them, it continues automatically.',
  conflict: 'Connect was working on the same request.',
  precondition: 'The client was changed in Connect at the same moment.',
  refused: 'Connect refused it.',
  contract: 'Connect gave an answer that we cannot use. Nothing of it was kept.',
} satisfies Record<ConnectFaultKind, string>;

/** The one fault that is not Connect's. */
export const isOurs = (kind: string): boolean => kind === 'internal';

/** A kind of fault that is newer than this page is left to Connect's own words. */
export function faultWords(kind: string): string {
  if (isOurs(kind)) return 'Something failed on our side; it will be tried again.';
  return kind in faults ? faults[kind as ConnectFaultKind] : 'Connect reported a fault.';
}

export const clientFields = {
  name: 'Name',
  type: 'Type',
  siteId: 'Site',
  billingReference: 'Billing Reference',
} satisfies Record<ClientField, string>;

export const words = {
  saidByConnect: (message: string) => `Connect said: “${message}”`,
  field: (name: string) => `about ${name}`,
  tries: 'Tries so far',
  lastFault: 'Last fault',
  nextTry: 'Next try',
  now: 'any moment now',
};
