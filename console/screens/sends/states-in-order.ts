import type { ConnectState } from '../../words/connect';

/** What needs a person first, then what goes on by itself. */
export const openStates = [
  'needs-decision',
  'rejected',
  'unknown',
  'waiting',
  'settling',
  'requested',
] as const;

/** With those that are at rest behind them. */
export const statesInOrder: readonly ConnectState[] = [...openStates, 'given-up', 'not-sent', 'linked'];
