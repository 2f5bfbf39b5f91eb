import { statesWhere } from '../states';

export const sendStates = [
  'requested',
  'settling',
  'linked',
  'unknown',
  'waiting',
  'needs-decision',
  'rejected',
  'given-up',
] as const;
export type SendState = (typeof sendStates)[number];
/** For any Account, including those that were never sent. */
export type ConnectState = SendState | 'not-sent';

interface StateFacts {
  /** It proceeds without a person. */
  goesOn: boolean;
  /** Its workflow has nothing more to do. */
  terminal: boolean;
  /** It has a workflow, which tries, or waits for a person. */
  underWay: boolean;
  /** The button can be pressed again. */
  sendable: boolean;
}

const yes = true;
const no = false;

/** Properties of each state; every set of states is derived from this table. */
// prettier-ignore
const facts = {
  requested:        { goesOn: yes, terminal: no,  underWay: yes, sendable: no },
  settling:         { goesOn: yes, terminal: no,  underWay: yes, sendable: no },
  linked:           { goesOn: no,  terminal: yes, underWay: no,  sendable: no },
  unknown:          { goesOn: yes, terminal: no,  underWay: yes, sendable: no },
  waiting:          { goesOn: yes, terminal: no,  underWay: yes, sendable: no },
  'needs-decision': { goesOn: no,  terminal: no,  underWay: yes, sendable: no },
  rejected:         { goesOn: no,  terminal: yes, underWay: no,  sendable: yes },
  'given-up':       { goesOn: no,  terminal: yes, underWay: no,  sendable: yes },
} as const satisfies Record<SendState, StateFacts>;

const where = (fact: keyof StateFacts) => statesWhere<SendState, StateFacts>(facts, (one) => one[fact]);

/** Also for an Account whose send is not in the database. */
export const isTerminalSend = (state: ConnectState): boolean => state === 'not-sent' || facts[state].terminal;
export const isSendable = (state: ConnectState): boolean => state === 'not-sent' || facts[state].sendable;
export const goesOn = (state: SendState): boolean => facts[state].goesOn;

export const goingOnSendStates = where('goesOn');
export const underWaySendStates = where('underWay');
/** Its Account has no client yet. */
export const openSendStates: SendState[] = sendStates.filter((state) => state !== 'linked');
