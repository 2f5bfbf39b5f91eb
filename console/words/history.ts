/** What was done, by the names that the API gives it. What has no sentence here is shown by its name. */
const sentences: Record<string, string> = {
  'account-code.added': 'Added an account code',
  'account-code.ended': 'Ended an account code',
  'account.created': 'Created the Account',
  'account.edited': 'Edited the Account',
  'import.received': 'Uploaded the file',
  'import.failed': 'The file could not be imported',
  'import.rematched': 'Matched the rows again',
  'import.restarted': 'Restarted the import',
  'rows.assign': 'Assigned rows to an Account',
  'rows.ignore': 'Ignored rows',
  'rows.release': 'Released rows',
  'rows.discard': 'Discarded rows',
  'rows.await': 'Set rows aside until another sheet is corrected',
  'sheet.opened': 'The batch sheet was opened',
  'sheet.explained': 'Explained a difference',
  'sheet.complete': 'Completed (1)',
  'sheet.approve': 'Approved (2)',
  'sheet.reject': 'Rejected the sheet',
  'sheet.reopen': 'Reopened the sheet',
  'sheet.withdraw': 'Withdrew Completed (1)',
  'sheet.cancel': 'Cancelled the import',
  'sheet.posted': 'The charges were posted',
};

export const words = {
  caption: 'What was done, newest first',
  at: 'When',
  who: 'Who',
  what: 'What',
  details: 'Details',
  system: 'The system',
  empty: 'Nothing has been done yet.',
  /** `repeatAllowed` → "repeat allowed" */
  fact: (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  said: (action: string): string => sentences[action] ?? action.replaceAll(/[.-]/g, ' '),
};
