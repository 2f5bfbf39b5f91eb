/** The operations of the contract, as the control port speaks of them. */
export const operationNames = [
  'create',
  'search',
  'read',
  'edit',
  'convert',
  'owner',
  'call-charges',
  'sites',
] as const;

export type OperationName = (typeof operationNames)[number];
