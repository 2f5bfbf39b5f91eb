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
};
