import { counted } from '../ui/amount';

export const words = {
  pages: 'Pages',
  firstPage: 'First page',
  nextPage: 'Next page',
  changed: (count: number) => `${counted(count, 'change')} since: show`,
  reason: 'Reason',
  reasonIsKept: 'Kept with it, for whoever asks later.',
  cancel: 'Cancel',
  search: 'Search',
  all: 'All',
  dropHere: 'Choose a file, or drop it here.',
  chosenFile: (name: string, size: string) => `${name}, ${size}`,
};
