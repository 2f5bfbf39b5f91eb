export const words = {
  noAnswer: 'The server did not answer',
  noAnswerWhy: 'Check your connection, then try again. If it was done already, it is not done twice.',
  tryAgain: 'Try again',
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
