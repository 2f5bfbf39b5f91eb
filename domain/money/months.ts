import Big from 'big.js';
import type { Amount } from './money';

/** A calendar month, yyyy-mm. */
export type Month = string;

export interface MonthNet {
  month: Month;
  net: Amount;
}

/** The month so many months before another one. */
export function monthsBefore(month: Month, months: number): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const at = year * 12 + number - 1 - months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Every month up to the last one, oldest first; nothing was charged in those that are not known. */
export function everyMonth(last: Month, count: number, known: readonly MonthNet[]): MonthNet[] {
  const nets = new Map(known.map(({ month, net }) => [month, net]));
  return Array.from({ length: count }, (_, at) => {
    const month = monthsBefore(last, count - 1 - at);
    return { month, net: nets.get(month) ?? '0' };
  });
}

/** Exactly; null if there are none. */
export function medianOf(amounts: readonly Amount[]): Amount | null {
  const sorted = amounts.map((amount) => new Big(amount)).sort((one, other) => one.cmp(other));
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low && high ? low.plus(high).div(2).toFixed() : null;
}

/** Of the months in which something was charged: a month of nothing says nothing of the usual bill. */
export const usualNet = (months: readonly MonthNet[]): Amount | null =>
  medianOf(months.map(({ net }) => net).filter((net) => !new Big(net).eq(0)));
