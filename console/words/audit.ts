/** Who did what, and what was refused. */
export const words = {
  title: 'Audit',
  purpose: 'Who did what, and what was refused. Nothing here can be changed or removed.',
  caption: 'What was done and refused, newest first',
  what: 'What',
  who: 'Who',
  on: 'On',
  when: 'When',
  outcome: 'Outcome',
  outcomes: { done: 'Done', refused: 'Refused' },
  system: 'The system',
  nobody: 'Nobody known',
  person: 'Who',
  anybody: 'Anybody',
  action: 'What',
  anything: 'Anything',
  anyOutcome: 'Done or refused',
  from: 'From',
  to: 'Until',
  zone: (zone: string) => `Days and times in ${zone}.`,
  about: 'About',
  clearSubject: 'Show everything',
  unknownPerson: 'Somebody',
  empty: 'Nothing found. Clear a filter, or choose other days.',
  refresh: 'Show the newest',
  export: 'Export as CSV',
  kinds: {
    account: 'Account',
    import: 'Import',
    sheet: 'Batch sheet',
    person: 'Person',
    persons: 'People',
    location: 'Location',
    product: 'Product',
    'product-group': 'Product Group',
    'import-type': 'Import Type',
    'sign-in': 'Sign-in',
    api: 'API',
  } as Readonly<Record<string, string>>,
  /** A thing without its name: by the first digits of its id. */
  thing: (kind: string, id: string) => `${kind} ${id.slice(0, 8)}`,
  /** `own-work` → "own work" */
  reason: (reason: string) => reason.replace(/^\/problems\//, '').replaceAll('-', ' '),
};

/** One event, in its dialog. */
export const event = {
  title: 'Event',
  notFound: 'There is no such event, or you may not see it.',
  location: 'Location',
  noLocation: 'of no Location',
  unknownLocation: 'not found',
  address: 'From address',
  credential: 'By',
  credentials: { key: 'a key', session: 'a session', token: 'an access token' } as Readonly<
    Record<string, string>
  >,
  command: (user: string) => `the command line, user ${user}`,
  request: 'Request',
  workflow: 'Workflow',
  seal: 'Seal',
  sealed: (number: string) => `number ${number} in the chain`,
  notSealed: 'not sealed yet',
  changed: 'What changed',
  field: 'Field',
  before: 'Before',
  after: 'After',
  nothing: 'empty',
  none: 'none',
  utc: 'In UTC',
  details: 'Details',
  withheld:
    'Names, e-mail addresses and people’s own words are never kept here, so they do not appear above.',
  all: 'Everything about it',
  close: 'Close',
  /** `tenancyFrom` → "Tenancy from" */
  fact: (name: string) => {
    const text = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return text.charAt(0).toUpperCase() + text.slice(1);
  },
  yes: 'yes',
  no: 'no',
};
