import type { RowAction } from '../../domain/imports/row-actions';
import { parts } from './imports';
import type { Schema } from '../api/client';

type Repeated = Schema<'RepeatedCall'>;
type Flag = Schema<'ImportRow'>['flags'][number];

export const words = {
  caption: 'Rows of the file, in its order',
  line: 'Line',
  status: 'Status',
  code: 'Account code',
  noCode: 'none',
  account: 'Account',
  accountHint: 'By name, Accounts ID or code.',
  accountSearch: 'Search the Accounts of this Location',
  searching: 'Searching…',
  noAccount: 'No Account found.',
  startedAt: 'Call',
  duration: 'Duration',
  extension: 'Extension',
  number: 'Number',
  destination: 'Destination',
  sell: (currency: string) => `Sell ${currency}`,
  buy: (currency: string) => `Buy ${currency}`,
  raw: 'As it is in the file',
  rawShort: (line: string) => `Show line ${line}`,
  notes: 'Notes',
  column: 'Column',
  wholeLine: 'The whole line',
  fault: 'What is wrong',
  repeats: 'The call that it repeats',
  emptyPart: 'No such row in the part of the file searched so far. The next page continues the search.',
  empty: 'No such row. Choose another part of the file above.',
  which: 'Rows',
  allRows: 'All rows',
  reasonFilter: 'Reason',
  anyReason: 'Any reason',
  differs: 'Differs in',
  searchCode: 'Account code',
  searchLine: 'Line',
  searchNumber: 'Last 2 to 4 digits of the number',
  searchText: 'Part of the line',

  anyDifference: 'Anything, or nothing',
  differences: {
    notation: 'only how numbers are written',
    start: 'start',
    number: 'number',
    extension: 'extension',
    duration: 'duration',
    amount: 'amount',
    recordId: 'record id',
  } as Record<string, string>,
  flags: {
    credit: 'credit',
    'ambiguous time': 'the clocks went back, so this hour occurred twice: the earlier one was taken',
    'sell below buy': 'sell below buy',
    twin: 'same as another row of this file: both count',
  } satisfies Record<Flag, string>,
  resolutions: {
    assigned: 'assigned by hand',
    ignored: 'ignored by hand',
    released: 'released by hand',
    discarded: 'discarded: the other sheet has it',
    awaiting: 'waiting for the other sheet to be corrected',
  } as Record<string, string>,
  // Repeated calls
  sameness: { exact: 'The same call', changed: 'The same call, changed' } satisfies Record<
    Repeated['sameness'],
    string
  >,
  there: (sheet: string, line: string) => `${sheet}, line ${line}`,
  differsIn: (fields: string) => `Differs in: ${fields}`,
  billed: 'billed there',
  leftOut: (why: string) => `left out there (${why}): if you release it, it is billed here`,
  settled: { new: 'treated as a separate call', 'taken-over': 'billed by this sheet instead' } as Record<
    string,
    string
  >,
  // Selection
  select: (line: string) => `Select line ${line}`,
  selectPage: 'Select all of this page',
  selected: (rows: string) => `${rows} selected`,
  selectAll: (rows: string) => `Select all ${rows} that fit`,
  allSelected: (rows: string) => `All ${rows} that fit are selected`,
  clear: 'Clear the selection',
  actions: {
    assign: 'Assign…',
    ignore: 'Ignore…',
    release: 'Release…',
    discard: 'Discard…',
    await: 'Wait for a correction…',
  } satisfies Record<RowAction, string>,
  titles: {
    assign: (rows: string) => `Assign ${rows} to an Account?`,
    ignore: (rows: string) => `Ignore ${rows}?`,
    release: (rows: string) => `Release ${rows}?`,
    discard: (rows: string) => `Discard ${rows}?`,
    await: (rows: string) => `Let ${rows} wait for a correction?`,
  } satisfies Record<RowAction, (rows: string) => string>,
  follows: {
    assign: 'They are charged to that Account on this sheet, whatever their code.',
    ignore: 'They are not charged. They can be released again while the sheet is a draft.',
    release: 'They are matched again. Calls that another sheet has billed are billed here a second time.',
    discard: 'They stay on the other sheet and are not billed here.',
    await: 'They are not billed here until the sheet that has their calls has been corrected.',
  } satisfies Record<RowAction, string>,
  verbs: {
    assign: (rows: string) => `Assign ${rows}`,
    ignore: (rows: string) => `Ignore ${rows}`,
    release: (rows: string) => `Release ${rows}`,
    discard: (rows: string) => `Discard ${rows}`,
    await: (rows: string) => `Let ${rows} wait`,
  } satisfies Record<RowAction, (rows: string) => string>,
  ofPage: (rows: string) => `The ${rows} that you ticked.`,
  ofFilter: (rows: string, filter: string) => `All ${rows} of this import that fit: ${filter}.`,
  manyOfFilter: (filter: string) => `All rows of this import that fit: ${filter}.`,
  allThatFit: 'all rows that fit',
  filterOf: (
    status: keyof typeof parts,
    { reason, differs, code }: { reason?: string; differs?: string; code?: string | null },
  ) =>
    [
      parts[status][0],
      code !== undefined && (code === null ? 'without a code' : `with the code ${code}`),
      reason !== undefined && `because of “${reason}”`,
      differs !== undefined && `differing in ${words.differences[differs] ?? differs}`,
    ]
      .filter(Boolean)
      .join(', '),
  sum: (sum: string) => `Together ${sum}.`,
  accountNeeded: 'Choose an Account.',
  done: (rows: string) => `${rows} changed.`,
};
