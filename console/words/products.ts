/** What is charged for, and at which rates. */
export const words = {
  title: 'Products',
  purpose:
    'What calls are charged as, with markup and tax. An import uses one Product, at the rates of that time.',
  products: (group: string) => `Products of ${group}`,
  name: 'Product',
  markup: 'Markup',
  tax: 'Tax',
  zero: 'Calls that cost nothing',
  state: 'State',
  actions: 'Actions',
  empty: 'No Product Group yet. Add one with New group, then the Products that calls are charged as.',
  emptyForReaders: 'No Product Group yet. An admin for all Locations can add one.',
  emptyGroup: 'No Product in this group yet.',
  active: 'In use',
  archived: 'Archived',
};

export const rates = {
  percent: (percent: string) => `${percent}% on each call`,
  amount: (amount: string) => `${amount} on each call`,
  none: 'none: as in the file',
  tax: (percent: string) => `${percent}%`,
  noTax: '0%, no tax',
  zero: 'charged as 0',
  notZero: 'ignored',
};

export const acts = {
  newGroup: 'New group',
  newGroupTitle: 'New Product Group',
  groupName: 'Name',
  groupNameHint: 'Such as Telephone Charges.',
  addGroup: 'Add group',
  newProduct: 'New product',
  newProductOf: (group: string) => ` in ${group}`,
  newProductTitle: (group: string) => `New Product in ${group}`,
  addProduct: 'Add product',
  edit: 'Edit',
  editTitle: (name: string) => `Edit ${name}`,
  save: 'Save',
  of: (name: string) => ` ${name}`,
  archive: 'Archive',
  archiveTitle: (name: string) => `Archive ${name}?`,
  archiveWhy:
    'No new import can use it. Imports and batch sheets that use it already keep it, at the same rates.',
  restore: 'Use again',
  restoreTitle: (name: string) => `Use ${name} again?`,
  restoreWhy: 'New imports can use it again.',
};

export const form = {
  name: 'Name',
  nameHint: 'Such as Call Charges.',
  keepsRates: 'Existing batch sheets keep their rates.',
  tax: 'Tax in percent',
  taxHint: 'Such as 20, or 0 for none. It is added to the rounded total of each Account.',
  markup: 'Markup',
  markups: { none: 'None', percent: 'Percent of each call', amount: 'A fixed amount for each call' },
  percent: 'Markup in percent',
  percentHint: 'Such as 12.5: a call of 1.00 is charged as 1.125.',
  amount: 'Markup for each call',
  amountHint: 'In the currency of the Location, such as 0.02. A credit grows by the same amount.',
  canBeZero: 'Calls that cost nothing are charged as 0',
  canBeZeroHint: 'Otherwise they are ignored.',
  yes: 'yes',
  no: 'no',
  nothing: 'nothing',
};
