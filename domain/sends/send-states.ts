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

const yes = true;
const no = false;

/** What holds of each state; every set of them is made of this table. */
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

/** Also of an Account whose send is not in the database. */
export const isTerminalSend = (state: ConnectState): boolean => state === 'not-sent' || facts[state].terminal;
export const isSendable = (state: ConnectState): boolean => state === 'not-sent' || facts[state].sendable;
export const goesOn = (state: SendState): boolean => facts[state].goesOn;

export const goingOnSendStates = where('goesOn');
export const underWaySendStates = where('underWay');
/** Its Account has no client yet. */
export const openSendStates: SendState[] = sendStates.filter((state) => state !== 'linked');
