/** The operations of the contract, as named on the control port. */
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
