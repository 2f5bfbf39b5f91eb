/** How a net compares with what is usual for an Account, in words; null where it is as usual. */
export type SpendFlag = 'credit' | 'first' | 'more' | 'less' | null;

export interface Spend {
  flag: SpendFlag;
  /** How many times the usual, to one decimal; null where that says nothing. */
  times: string | null;
}

/** From so many times the usual on it is worth a look; below its reciprocal as well. */
const noticeable = 2;

/**
 * For a hint beside the exact amounts, so floating point does.
 * @param median Of the months before in which something was charged; null if there are none.
 */
export function spendOf(net: string, median: string | null): Spend {
  const amount = Number(net);
  if (amount < 0) return { flag: 'credit', times: null };
  if (median === null) return { flag: amount === 0 ? null : 'first', times: null };
  const usual = Number(median);
  if (usual <= 0) return { flag: null, times: null };
  const ratio = amount / usual;
  const flag = ratio >= noticeable ? 'more' : ratio <= 1 / noticeable ? 'less' : null;
  return { flag, times: flag && ratio.toFixed(1) };
}
