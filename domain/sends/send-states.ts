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

/** Its Account has no client yet. */
export const openSendStates: SendState[] = sendStates.filter((state) => state !== 'linked');
