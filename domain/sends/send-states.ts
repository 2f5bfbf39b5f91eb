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
/** Of any Account, those that were never sent included. */
export type ConnectState = SendState | 'not-sent';

interface StateFacts {
  /** It goes on without a person. */
  goesOn: boolean;
  /** Its workflow has nothing more to do. */
  terminal: boolean;
  /** It has a workflow, which tries, or waits for a person. */
  underWay: boolean;
  /** The button can be pressed again. */
  sendable: boolean;
}

/** What holds of each state; every set of them is made of this table. */
const facts = {
  requested: { goesOn: true, terminal: false, underWay: true, sendable: false },
  settling: { goesOn: true, terminal: false, underWay: true, sendable: false },
  linked: { goesOn: false, terminal: true, underWay: false, sendable: false },
  unknown: { goesOn: true, terminal: false, underWay: true, sendable: false },
  waiting: { goesOn: true, terminal: false, underWay: true, sendable: false },
  'needs-decision': { goesOn: false, terminal: false, underWay: true, sendable: false },
  rejected: { goesOn: false, terminal: true, underWay: false, sendable: true },
  'given-up': { goesOn: false, terminal: true, underWay: false, sendable: true },
} as const satisfies Record<SendState, StateFacts>;

const where = (fact: keyof StateFacts) => statesWhere<SendState, StateFacts>(facts, (one) => one[fact]);

/** Also of an Account whose send is not in the database. */
export const isTerminalSend = (state: ConnectState): boolean => state === 'not-sent' || facts[state].terminal;
export const isSendable = (state: ConnectState): boolean => state === 'not-sent' || facts[state].sendable;
export const goesOn = (state: SendState): boolean => facts[state].goesOn;

export const goingOnSendStates = where('goesOn');
export const underWaySendStates = where('underWay');
/** Its Account has no client yet. */
export const openSendStates: SendState[] = sendStates.filter((state) => state !== 'linked');
