import { counted } from '../ui/amount';

export const words = {
  pages: 'Pages',
  firstPage: 'First page',
  nextPage: 'Next page',
  changed: (count: number) => `Show ${counted(count, 'change')}`,
  reason: 'Reason',
  reasonIsKept: 'It is kept in the history, for whoever asks later.',
  cancel: 'Cancel',
  addingUp: 'Adding up…',
  search: 'Search',
  all: 'All',
  dropHere: 'Choose a file, or drop it here.',
  meanwhile: 'Somebody else changed this while you had it open',
  /** Instead of a value. */
  empty: 'empty',
  changedTo: (name: string, before: string, now: string) => `${name}: was ${before}, is now ${now}`,
  meanwhileThen: 'Your changes are not saved yet, but what you typed is still here: save again to keep it.',
  chosenFile: (name: string, size: string) => `${name}, ${size}`,
};
