export const words = {
  loading: 'Loading…',
  loadingLong: 'This takes longer than usual. You can leave this page and come back.',
  noAnswer: 'The server did not answer',
  noAnswerWhy: 'Check your connection, then try again. If it was done already, it is not done twice.',
  unreadable: (status: number): string =>
    `Something between this page and the server answered instead (${status}). Try again in a moment.`,
  arrived: 'What you sent before has arrived after all',
  arrivedWhy: 'Check whether it is there already. Press again only if you want it twice.',
  tryAgain: 'Try again',
  fromTheStart: 'Show all, from the start',
  whatThisMeans: 'What this means',
  requestId: 'Request',
  /** `/definition/columns` → "definition, columns:" */
  field: (pointer: string): string => {
    const name = pointer.replace(/^#?\//, '').replaceAll('/', ', ');
    return name ? `${name}:` : '';
  },
  screenFailed: 'This screen cannot be shown',
  screenFailedWhy:
    'This is a fault of the console; nothing was changed. Load the page again, or go to another screen.',
  reload: 'Load again',
};
