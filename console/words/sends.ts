/** Sends on their way, and the decision about one. */
export const words = {
  title: 'Sends',
  purpose: 'Accounts on their way to Connect. Those that need a decision come first.',
  open: 'All open',
  states: 'States',
  tab: (state: string, count: string | undefined) => (count === undefined ? state : `${state} (${count})`),
  accountsId: 'Accounts ID',
  name: 'Name',
  location: 'Location',
  state: 'State',
  lastFault: 'Last fault',
  nextTry: 'Next try',
  part: (state: string, count: number, isMore: boolean) => `${state} (${count}${isMore ? '+' : ''})`,
  more: 'Show all of them',
  noneOpen:
    'No send is open. An Account appears here when Send to Connect is pressed, until its client is there.',
  noneOf: (state: string) => `No Account is in this state: ${state.toLowerCase()}.`,
};

export const decide = {
  title: (accountsId: string) => `Which client is ${accountsId}?`,
  titleWaiting: 'Decide a send',
  purpose: 'The look-up in Connect did not show which client belongs to the Account. Compare, then decide.',
  notOpen: 'There is nothing to decide',
  toAccount: 'To the Account',
  account: 'Account',
  candidates: 'Clients found in Connect, the likeliest first',
  likeliest: 'likeliest',
  none: 'No client was found. Connect gave no clear answer for too long, so somebody has to decide how to go on.',
  differs: 'differs',
  same: 'same',
  asType: (own: string, passed: string) => (own === passed ? own : `${passed} (${own} in Operate)`),
  link: 'Link this client',
  linkTitle: (name: string, accountsId: string) => `Link ${name} to ${accountsId}?`,
  linkWhy: (reference: string) =>
    `The Account and this client belong together from now on; this cannot be undone here. Connect is not changed; ` +
    `what differs is shown on the Account. ${reference} becomes an account code: its calls are charged to the Account.`,
  progress: 'The send so far',
  other: 'None of these',
  create: 'Create a new client anyway',
  createWhy:
    'A new client is created in Connect. The clients found stay as they are, and count as those of others.',
  createTitle: (accountsId: string) => `Create a new client for ${accountsId}?`,
  createVerb: 'Create client',
  giveUp: 'Give up',
  giveUpWhy: 'Nothing is sent, and the Account stays without a client. It can be sent again later.',
  giveUpTitle: (accountsId: string) => `Give up sending ${accountsId}?`,
  pending: 'Decided; waiting to be carried out',
  pendingWhy: 'It will be carried out shortly. You can leave this page.',
  refused: 'The decision was refused',
};
