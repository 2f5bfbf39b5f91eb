import { type ActionRule, type PossibleActions, possibleActions } from '../actions';
import { type Act, mayAct, type Person } from '../people/roles';
import type { Client } from '../sends/client';
import { type ConnectState, isSendable } from '../sends/send-states';

export const accountActionNames = [
  'sendToConnect',
  'resolve',
  'viewConnectClient',
  'editConnectClient',
  'convertConnectClient',
] as const;
export type AccountAction = (typeof accountActionNames)[number];

interface SentAccount {
  locationId: string;
  connectState: ConnectState;
  /** Null if it has none. */
  client: Client | null;
}

/** Whether the person may act on a client at its site. */
type MayActOnClient = (act: Act, client: Client) => boolean;

const notLinked = 'The Account has no client yet: send it to Connect first.';
const elsewhere = {
  read: 'The client is at the site of another Location: only people with access to that Location can see it.',
  change:
    'The client is at the site of another Location: only someone who manages Accounts there can change it.',
};

/** What a person may do with an Account's client now. */
export function accountActions(
  { locationId, connectState, client }: SentAccount,
  person: Person,
  mayActOnClient: MayActOnClient,
): PossibleActions<AccountAction> {
  const linked = connectState === 'linked' ? client : null;
  const has = (act: Act, whyNot: () => string | null): ActionRule =>
    mayAct(person, act, locationId) ? { whyNot: whyNot() } : null;
  const withClient = (act: Act, alsoNot: (client: Client) => string | null = () => null) =>
    has(act, () => {
      if (!linked) return notLinked;
      return mayActOnClient(act, linked) ? alsoNot(linked) : elsewhere[act === 'read' ? 'read' : 'change'];
    });
  return possibleActions<AccountAction>({
    sendToConnect: has('manage-accounts', () => whyNotSent(connectState)),
    resolve: has('manage-accounts', () =>
      connectState === 'needs-decision'
        ? null
        : `The send is ${connectState}: it is not waiting for a decision.`,
    ),
    viewConnectClient: withClient('read'),
    editConnectClient: withClient('manage-accounts'),
    convertConnectClient: withClient('manage-accounts', ({ status }) =>
      status === 'Active' ? 'The client is active already.' : null,
    ),
  });
}

function whyNotSent(state: ConnectState): string | null {
  if (isSendable(state)) return null;
  if (state === 'linked') return 'The Account is linked to its client.';
  return state === 'needs-decision'
    ? 'Somebody has to decide about what the look-up found first.'
    : `The send is under way (${state}).`;
}
