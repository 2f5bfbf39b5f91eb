import type { ImportStatus } from '../../domain/imports/import-states';
import type { RowStatus } from '../../domain/imports/totals';
import type { Tone } from '../ui/badge';

export const statuses = {
  received: ['Received', 'info'],
  reading: ['Reading', 'info'],
  matching: ['Matching', 'info'],
  'in-review': ['In review', 'warn'],
  completed: ['Completed (1)', 'info'],
  approved: ['Approved (2)', 'good'],
  posting: ['Posting', 'info'],
  posted: ['Posted', 'good'],
  cancelled: ['Cancelled', 'neutral'],
  failed: ['Failed', 'danger'],
  voided: ['Voided', 'neutral'],
} as const satisfies Record<ImportStatus, readonly [text: string, tone: Tone]>;

/** The five parts of a file's rows. */
export const parts = {
  matched: ['matched', 'good'],
  unmatched: ['unmatched', 'warn'],
  invalid: ['invalid', 'danger'],
  duplicate: ['duplicate', 'info'],
  ignored: ['ignored', 'neutral'],
} as const satisfies Record<RowStatus, readonly [text: string, tone: Tone]>;

export const words = {
  title: 'Imports',
  purpose: 'Files of calls that become charges. Each row is matched, or it says why it is not.',
  caption: 'Imports, newest first',
  add: 'New import',
  status: 'Status',
  anyStatus: 'Any status',
  file: 'File',
  location: 'Location',
  type: 'Import Type',
  batchDate: 'Batch Date',
  rows: 'Rows',
  sum: 'Sum of the file',
  by: 'Uploaded by',
  you: 'You',
  unnamed: (file: string) => file || 'A file without a name',
  noRows: 'No rows',
  rowsSoFar: (rows: string) => `${rows} so far`,
  empty:
    'No import found. Choose another status or Location, or upload the calls of a month with New import.',
};
