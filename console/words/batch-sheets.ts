import type { Schema } from '../api/client';
import { counted } from '../ui/amount';
import type { Tone } from '../ui/badge';

type Sheet = Schema<'BatchSheet'>;

export const states = {
  draft: ['Draft', 'info'],
  completed: ['Completed', 'warn'],
  approved: ['Approved', 'good'],
  posting: ['Posting', 'good'],
  posted: ['Posted', 'good'],
  cancelled: ['Cancelled', 'neutral'],
  voided: ['Voided', 'neutral'],
} as const satisfies Record<Sheet['state'], readonly [text: string, tone: Tone]>;

export const words = {
  title: 'Batch sheets',
  purpose:
    'The charges of each import, checked by one person and approved by another before they are billed.',
  caption: 'Batch sheets',
  number: 'Number',
  sheet: 'Import Type',
  state: 'State',
  anyState: 'Any state',
  location: 'Location',
  batchDate: 'Batch Date',
  net: 'Net',
  notBilled: 'Not billed',
  rowsNotBilled: (rows: number) => counted(rows, 'row'),
  who: 'Who',
  uploaded: 'Uploaded:',
  completed: 'Completed (1):',
  approved: 'Approved (2):',
  you: 'you',
  somebody: 'somebody',
  from: 'Batch Date from',
  to: 'to',
  totals: (sheets: number) => counted(sheets, 'batch sheet'),
  netTaxGross: (net: string, tax: string, gross: string) => `net ${net}, tax ${tax}, gross ${gross}`,
  byPerson: 'Only sheets of the chosen person.',
  everybody: 'Show everybody’s',
  mine: 'Mine',
  quick: 'Quick filters',
  waiting: 'Waiting for approval',
  all: 'All sheets',
  empty: 'No batch sheet found. A sheet appears here once a file of call charges has been read and matched.',
};
