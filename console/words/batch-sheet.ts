import { checkWords } from '../../domain/sheets/check-words';
import { counted } from '../ui/amount';

/** One batch sheet. */
export const words = {
  purpose:
    'Check the sums, then tick: one person completes the sheet, another approves it, and it is posted.',
  title: 'Batch sheet',
  allSheets: 'Batch sheets',
  tabs: 'Parts of the batch sheet',
  review: 'Review',
  accounts: 'Accounts',
  charges: 'Charges',
  history: 'History',
  export: 'Export',
  newMatches: 'There are new matches',
  newMatchesWhy:
    'Rows that were left over could now be billed. To include them, reopen the sheet and match it again.',
  openImport: 'Open the import',
  about: 'About',
  number: 'Number',
  location: 'Location',
  batchDate: 'Batch Date',
  referenceDate: 'Reference Date',
  referenceText: 'Reference Text',
  uploadedBy: 'Uploaded by',
  revision: 'Revision',
  postedAt: 'Posted',
  import: 'Import',
  workflow: 'Workflow',
  temporal: 'Open in Temporal',

  sums: (currency: string) => `Sums in ${currency}`,
  sumRows: {
    basis: ['Basis', 'The amounts of the file'],
    markup: ['Markup', 'Added by the Product, where the file has no sell amounts'],
    adjustments: ['Adjustments', 'Changed, added or left out by people'],
    rounding: ['Rounding', 'Once for each Account'],
    net: ['Net', 'Basis + markup + adjustments + rounding'],
    tax: ['Tax', ''],
    gross: ['Gross', 'Net + tax'],
  } as const,
  taxAt: (percent: string) => `${percent}% of each Account's net`,

  checks: 'Checks',
  checksEmpty: 'Nothing to compare: the file has no footer, and no control totals were given.',
  check: 'Check',
  expected: 'Expected',
  found: 'Found',
  difference: 'Difference',
  result: 'Result',
  agrees: 'Agrees',
  differs: 'Differs',
  unexplained: 'Differs: explain it before Completed (1)',
  explain: 'Explain',
  explainTitle: (check: string) => `Explain: ${check}`,
  explainWhy: (expected: string, found: string) =>
    `Expected ${expected}, found ${found}. Your explanation is kept with the sheet, for the approver and for later.`,
  explanation: 'Explanation',
  keepExplanation: 'Keep the explanation',
  checkNames: checkWords,

  flags: 'Look at this before you tick',

  notBilled: 'Not billed',
  everythingBilled: 'Every row of the file is billed.',
  leftOver: 'What',
  rows: 'Rows',
  amount: 'Amount',
  kinds: {
    unmatched: 'No Account found',
    invalid: 'Could not be read',
    awaiting: 'Waiting for another sheet to be corrected',
    together: 'Total',
  },
  acknowledged: (rows: number, amount: string) =>
    `Acknowledged at Completed (1): ${counted(rows, 'row')}, ${amount}.`,

  ticks: 'Sign-off',
  completed: 'Completed (1)',
  approved: 'Approved (2)',
  notYet: 'Not yet',
  by: (name: string) => `by ${name}`,
  notYourRole: {
    complete: (location: string) => `People with the role ops at ${location} complete a sheet.`,
    approve: (location: string) => `People with the role approver at ${location} approve a sheet.`,
  },
  oneMore: 'One more approver has to approve: the sheet is above the Location’s limit.',
  inMotion: 'Its charges are being posted. This page is updated when that is done.',
  posted: 'Its charges are posted: billing can see them.',

  completeTitle: (number: string) => `Complete ${number}?`,
  completeWhy:
    'The sheet is locked, no other sheet can bill its calls, and somebody else is asked to approve it.',
  acknowledge: (rows: number, amount: string) =>
    `I know that ${counted(rows, 'row')} of the file, worth ${amount}, will not be billed by this sheet.`,
  complete: (amount: string) => `Complete ${amount}`,
  approveTitle: (number: string) => `Approve ${number}?`,
  approveWhy: (accounts: number) =>
    `The charges of ${counted(accounts, 'Account')} are posted, and billing can see them. This cannot be undone here.`,
  approve: (amount: string) => `Approve ${amount}`,
  sent: 'What you approve',
  netTaxGross: (net: string, tax: string, gross: string) => `Net ${net} + tax ${tax} = gross ${gross}`,

  changedTitle: 'The sheet has changed since you opened this',
  whatChanged: 'What has changed',
  before: 'Before',
  now: 'Now',
  seeNow: 'Go on with the sheet as it is now',

  sendBack: {
    reject: ['Reject', 'Reject', 'It becomes a draft again, as a new revision, and its ticks are removed.'],
    reopen: [
      'Reopen',
      'Reopen',
      'It becomes a draft again, as a new revision, and Completed (1) is removed.',
    ],
    withdraw: [
      'Withdraw my tick',
      'Withdraw',
      'It becomes a draft again, as a new revision, and your Completed (1) is removed.',
    ],
  } as const,
  sendBackTitle: (verb: string, number: string, amount: string) => `${verb} ${number} (${amount})?`,

  pendingTitle: 'Your decision is saved and will be carried out',
  pendingWhy: {
    complete: 'The sheet is about to be completed.',
    approve: 'The sheet is about to be approved.',
    reject: 'The sheet is about to be rejected.',
    reopen: 'The sheet is about to be reopened.',
    withdraw: 'Completed (1) is about to be withdrawn.',
  } as Record<string, string>,
  pendingWaits: 'It takes longer than usual. You do not have to press again, and you can leave this page.',
  refusedTitle: 'Your decision was refused',
  appliedTitle: 'Your decision was carried out',
  dismiss: 'Close',

  freshTitle: 'Approving here needs a recent sign-in',
  freshLink: 'Sign in again (opens a new tab)',
  freshThen: 'Then come back to this tab and press Approve again.',

  accountsCaption: 'Accounts of the sheet',
  accountsEmpty: 'No Account is charged by this sheet.',
  accountsId: 'Accounts ID',
  name: 'Name',
  lastMonth: 'Previous month',
  months: 'Previous twelve months',
  sparkLabel: (median: string) => `Previous twelve months; usually ${median}`,
  noMonths: 'Nothing was charged before',
  usually: (median: string) => `Usually ${median}`,

  chargesCaption: 'Charges of the sheet',
  chargesEmpty: 'This sheet charges nothing.',
  chargesPreview: 'These charges are made when the sheet is posted. Until then they can still change.',
  lines: 'Line of the file',
  line: (line: number) => `Line ${line}`,
  byHand: 'By hand',
  description: 'What for',
};
