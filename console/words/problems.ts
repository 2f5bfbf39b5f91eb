export const words = {
  noAnswer: 'The server did not answer',
  noAnswerWhy: 'Nothing is known to have changed. Check your connection, then try again.',
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
    'It is a fault of the console. Nothing was changed. Load the page again, or go on elsewhere.',
  reload: 'Load again',
};
