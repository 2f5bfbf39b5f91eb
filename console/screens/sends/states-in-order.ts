import { statesWhere } from '../../../domain/states';
import type { ConnectState } from '../../words/connect';

/** What needs a person first, then what goes on by itself, then what is at rest. */
const isOpen = {
  'needs-decision': true,
  rejected: true,
  unknown: true,
  waiting: true,
  settling: true,
  requested: true,
  'given-up': false,
  'not-sent': false,
  linked: false,
} as const satisfies Record<ConnectState, boolean>;

export const statesInOrder = Object.keys(isOpen) as ConnectState[];
export const openStates = statesWhere<ConnectState, boolean>(isOpen, (open) => open);
