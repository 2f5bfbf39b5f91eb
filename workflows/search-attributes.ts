/** The search attributes of workflows in the Temporal UI: the only list, registered by stack, tests and production. */
export const searchAttributes = {
  ImportStatus: 'Keyword',
  ConnectState: 'Keyword',
  LocationId: 'Keyword',
  AccountId: 'Keyword',
  ImportId: 'Keyword',
  TotalRows: 'Int',
  UnmatchedRows: 'Int',
} as const;

export type SearchAttributeName = keyof typeof searchAttributes;
