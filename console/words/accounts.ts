/** The list of Accounts, and the form of one. */
export const words = {
  title: 'Accounts',
  purpose: 'Tenants and their Accounts IDs, the codes on their calls, and whether Connect has them.',
  caption: 'Accounts',
  search: 'Search by name or Accounts ID',
  anyState: 'Any state at Connect',
  state: 'State at Connect',
  accountsId: 'Accounts ID',
  name: 'Name',
  type: 'Type',
  location: 'Location',
  tenancy: 'Tenancy',
  connect: 'Connect',
  codes: 'Codes',
  from: (day: string) => `from ${day}`,
  until: (day: string) => `until ${day}`,
  empty: 'No Account found. Clear the search, or add the Account that is missing.',
  add: 'New Account',
};

export const form = {
  newTitle: 'New Account',
  newPurpose: 'Adds a tenant as it is in Operate. Connect gets a client for it once you send it.',
  chooseLocation: 'Choose a Location',
  accountsIdHint: 'As in Operate, such as ACC-1006. It becomes the Billing Reference in Connect.',
  typeHint:
    'Virtual stays Virtual in Connect. Residential, and any type of your own, become Residential there.',
  tenancyFrom: 'Tenancy begins',
  tenancyTo: 'Tenancy ends',
  tenancyToHint: 'Its last day. Leave it empty if there is none yet.',
  tenancyFromHint: 'Leave it empty if it is not known. The code from Send to Connect is valid from this day.',
  send: 'Send to Connect once it is added',
  sendsByItself: (location: string) => `${location} sends every new Account to Connect automatically.`,
  add: 'Add Account',
  save: 'Save',
  edit: 'Edit',
  editTitle: (accountsId: string) => `Edit ${accountsId}`,
  editLinked:
    'This does not change the client in Connect. Where the two differ, the Account shows the difference.',
  editUnsent: 'A send that was requested already uses the Account as it was then.',
};
