import type { Check } from './sheet-checks';

/** What each check is called on screens and in sentences. */
export const checkWords = {
  footer: 'Footer of the file',
  'footer buy': 'Footer of the file, buy',
  'control rows': 'Rows that the uploader expected',
  'control amount': 'Amount that the uploader expected',
  period: 'Period of the calls',
} as const satisfies Record<Check['check'], string>;
