/** One Account, on its way to Connect and there. */
export const words = {
  purpose: 'What Operate has of this tenant, the client in Connect, and the codes on its calls.',
  titleWaiting: 'Account',
  tabs: { overview: 'Account', history: 'History' },
  parts: 'Parts of the Account',
  details: 'In Operate',
  contacts: 'Contacts',
  noContacts: 'none',
  tenancyFrom: 'Tenancy begins',
  tenancyTo: 'Tenancy ends',
  open: 'open',
};

export const send = {
  title: 'Send to Connect',
  button: 'Send to Connect',
  intro: 'Creates a client in Connect for this Account.',
  client: 'Client in Connect',
  passed: 'What is passed across',
  name: 'Name',
  nameFrom: 'Name of the Account',
  type: 'Type',
  typeFrom: (type: string) => `Type of the Account: ${type}`,
  startDate: 'Start date',
  now: 'Now',
  startDateFrom: 'The moment you press the button',
  endDate: 'End date',
  yearLater: 'In a year',
  endDateFrom: (location: string) => `One calendar year later at ${location}`,
  billingReference: 'Billing Reference',
  billingReferenceFrom: 'Accounts ID',
  site: 'Site',
  siteFrom: (location: string) => `Connect site of ${location}`,
  noSite: 'None yet.',
  toLocation: 'Set it at the Location',
  notPassed: 'Not passed across',
  notPassedWhat: [
    'Contacts: they do not become users',
    'Services: internet and telephone are added in Connect',
    'Rooms: they are assigned in Connect',
  ],
  onceOnly: 'However often you press it, there will only ever be one client.',
  notYours: 'Ops and admins of this Location can send it.',
};

export const motion = {
  title: 'On its way to Connect',
  lastSend: 'The last send',
  decide: 'Decide which client it is',
  candidates: (count: number) => (count === 1 ? '1 client was found.' : `${count} clients were found.`),
  hidden: (count: number) =>
    count === 1
      ? 'One more was found at the site of another Location, which you may not see.'
      : `${count} more were found at sites of other Locations, which you may not see.`,
  temporal: 'Follow it in Temporal (opens a new tab)',
};

export const client = {
  title: 'Client in Connect',
  status: 'Status',
  name: 'Name',
  type: 'Type',
  startDate: 'Start date',
  endDate: 'End date',
  ended: 'Ended in Connect',
  billingReference: 'Billing Reference',
  site: 'Site',
  id: 'Client id',
  cameBy: 'Origin',
  adopted: 'Adopted: it was in Connect already',
  made: 'Created by Send to Connect',
  accountCode: 'Account code given',
  edit: 'Edit client',
  editTitle: (name: string) => `Edit ${name} in Connect`,
  editWhy: 'This changes the client in Connect straight away. The Account stays as it is.',
  accountHas: (value: string) => `The Account has: ${value}`,
  save: 'Save in Connect',
  convert: 'Convert',
  convertTitle: (name: string) => `Convert ${name}?`,
  convertWhy: 'The client becomes Active in Connect. It cannot go back to Awaiting Provisioning.',
  hidden:
    'The client is at the site of another Location. Only people with access to that Location can see it.',
  drift: 'What differs',
  driftWhy: 'Nothing is overwritten automatically. Edit whichever is wrong: the client or the Account.',
  field: 'Field',
  ours: 'Account',
  theirs: 'Connect',
  codeConflict: 'The code of this client belongs to another Account',
  codeConflictWhy: (code = 'it') =>
    `Calls with ${code} are charged to that Account. End the code there, then add it here:`,
  leftToDo: 'Left to do in Connect',
  leftToDoWhat: {
    users: 'Users: contacts of the Account did not become users. Add whoever needs access.',
    services: 'Services: add internet and telephone services.',
    rooms: 'Rooms: assign the rooms of the tenancy.',
  },
};

export const codes = {
  title: 'Account codes',
  caption: 'Account codes',
  why: 'Calls with one of these codes, on these days, are charged to this Account.',
  code: 'Code',
  from: 'Valid from',
  to: 'No longer valid from',
  always: 'the beginning',
  never: 'no end',
  empty:
    'No code yet, so no call is matched to this Account. Sending it to Connect gives it one; or add one here.',
  add: 'Add code',
  addTitle: 'Add an account code',
  addWhy: 'Open imports at this Location are matched again at once.',
  codeHint: 'Exactly as in the file of calls, such as ACC-1006.',
  fromHint: 'Leave it empty if the code was valid from the beginning.',
  toHint: 'The first day on which it is no longer valid. Leave it empty if it has no end.',
  change: 'Change',
  end: 'End',
  changeEnd: 'Change',
  endOf: (code: string) => ` ${code}`,
  changeOf: (code: string) => ` the end of ${code}`,
  endTitle: (code: string) => `When does ${code} end?`,
  save: 'Save',
};

const monthName = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });

export const charges = {
  title: 'Charges',
  all: 'All charges',
  none: 'Nothing was charged in the last thirteen months.',
  /** @param month yyyy-mm */
  current: (month: string, amount: string) => `${monthName.format(new Date(`${month}-01`))}: ${amount} net`,
  usually: (amount: string) => `Usually ${amount} a month (median)`,
  sparkLabel: (usual: string | undefined) =>
    `Thirteen months of charges${usual ? `, usually ${usual} a month` : ''}`,
};
