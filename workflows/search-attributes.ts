/** What workflows can be searched by in the Temporal UI: the one list that stack, tests and production register. */
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
