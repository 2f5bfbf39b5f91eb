import type { SettleOutcome } from '../../workflows/send-to-connect/contract';

/** The outcome of an attempt after which no further one is due. */
export const outcomeOf = (state: SettleOutcome['state'], clientId: string | null): SettleOutcome => ({
  state,
  waitMs: null,
  clientId,
  fault: null,
});
