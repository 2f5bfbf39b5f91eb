import type { SpendFlag } from '../screens/batch-sheets/spend-flag';

/** What an Account is charged beside what it was charged before. */
export const spendWords: Record<NonNullable<SpendFlag>, (times: string | null) => string> = {
  credit: () => 'A credit',
  first: () => 'No charges before',
  more: (times) => `${times} times the usual`,
  less: (times) => `Only ${times} times the usual`,
};
