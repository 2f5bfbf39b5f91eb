/** The Locations and their settings. */
export const words = {
  title: 'Locations',
  purpose: 'Places with their own Accounts, calls and currency, and the site that each has in Connect.',
  caption: 'Locations',
  add: 'New Location',
  name: 'Name',
  timeZone: 'Time zone',
  currency: 'Currency',
  site: 'Connect site',
  stored: 'Stored files',
  none: 'none',
  empty: 'You may not see any Location. Ask an admin for a role at one.',
};

export const one = {
  titleWaiting: 'Location',
  purpose: 'Its settings, whether Connect has its site, and what its Accounts are charged month by month.',
  accounts: 'Accounts',
  imports: 'Imports',
  settings: 'Settings',
  edit: 'Edit',
};

/** Each setting: its name, and what it means. */
export const settings = {
  name: ['Name', 'As it is called in lists and on batch sheets.'],
  timeZone: ['Time zone', 'Times of calls are read and shown in it. It cannot be changed later.'],
  currency: ['Currency', 'Charges are in it. It cannot be changed later.'],
  connectSiteId: ['Connect site', 'Clients of its Accounts are created at this site in Connect.'],
  callLogger: ['Call logger', 'It has a call logger of its own. This is a note: nothing depends on it.'],
  sendOnCreation: ['Send new Accounts', 'Each new Account is sent to Connect automatically.'],
  explainPeriod: [
    'Explain other months',
    'If calls lie outside the expected months, somebody must explain it before the batch sheet is completed.',
  ],
  freshSignInMinutes: [
    'Fresh sign-in to approve',
    'Whoever approves must have signed in within this time. A key cannot approve then.',
  ],
  storedBytesLimit: ['Limit of stored files', 'Uploads that do not fit are refused. Nothing is deleted.'],
} as const satisfies Record<string, readonly [name: string, meaning: string]>;

export const values = {
  yes: 'Yes',
  no: 'No',
  none: 'none',
  anySignIn: 'any sign-in will do',
  minutes: (count: string) => `no older than ${count} min`,
  noLimit: 'no limit',
  gigabytes: (count: string) => `${count} GB`,
};

export const form = {
  newTitle: 'New Location',
  newPurpose:
    'Adds a place. Its Accounts and imports come later; its time zone and currency cannot be changed later.',
  editTitle: (name: string) => `Edit ${name}`,
  timeZoneHint: 'Such as Europe/London. It cannot be changed later.',
  currencyHint: 'Three letters, such as GBP. It cannot be changed later.',
  siteHint: 'The id of the site in Connect, such as site-london-bridge. Empty: none yet.',
  houseOnly: 'Only an admin for all Locations may change this.',
  minutes: 'Fresh sign-in to approve, in minutes',
  minutesHint: '1 to 1,440. Empty: any sign-in will do.',
  limit: 'Limit of stored files, in GB',
  limitHint: 'Empty: no limit.',
  limitWrong: 'A number of gigabytes, such as 50 or 0.5.',
  save: 'Save',
  add: 'Add Location',
  mayNotAdd: 'Only an admin for all Locations may add one.',
};

export const connect = {
  title: 'Connect site',
  verify: 'Verify',
  intro: 'Verify asks Connect whether it can be reached and has this site. Nothing is changed.',
  none: 'No Connect site is set, so Accounts of this Location cannot be sent.',
  outcomes: {
    ok: ['The site is there', 'good'],
    'no-site': ['No site is set', 'warn'],
    'unknown-site': ['Connect does not have this site', 'danger'],
    'wrong-credentials': ['Connect does not accept our key', 'danger'],
    unreachable: ['Connect cannot be reached', 'danger'],
    busy: ['Connect is busy', 'warn'],
    'too-many-checks': ['Connect was not asked', 'warn'],
    'unexpected-answer': ['Connect gave an unexpected answer', 'danger'],
  },
  nameThere: 'Name in Connect',
  zoneThere: 'Time zone in Connect',
  unknownZone: 'Connect does not say',
  thereButDiffers: 'The site is there, but some of it differs',
  differs: 'What differs',
  differsWhy: 'Nothing is changed automatically: correct whichever is wrong.',
  field: 'Field',
  here: 'Here',
  there: 'Connect',
  fields: { name: 'Name', timeZone: 'Time zone' },
} as const;

export const stored = {
  title: 'Stored files',
  of: (used: string, limit: string) => `${used} of ${limit}`,
  unlimited: (used: string) => `${used}; no limit is set.`,
  full: 'Full: uploads are refused until an admin for all Locations raises the limit.',
  nearlyFull: 'Nearly full: an admin for all Locations can raise the limit.',
  why: 'All uploaded files together, with those of cancelled imports: they are kept.',
};

export const months = {
  title: (currency: string) => `Net by month, ${currency}`,
  titleWaiting: 'Net by month',
  why: 'What its Accounts were charged, net of tax, by the month of the Batch Date.',
  empty: 'Nothing was charged in these thirteen months. Approved batch sheets appear here.',
  median: (amount: string) =>
    `The line is the usual month: ${amount} (median of the months before the last).`,
  table: 'As a table',
  month: 'Month',
  net: (currency: string) => `Net ${currency}`,
};
