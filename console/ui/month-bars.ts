export interface MonthNet {
  /** yyyy-mm */
  month: string;
  /** A decimal as text. */
  net: string;
}

/** Of the picture: a month to its left edge, an amount to its height from the top, and the width of a bar. */
export interface Scales {
  x: (month: string) => number | undefined;
  y: (net: number) => number;
  width: number;
}

/** The least height of a bar, so that a penny beside a million is seen. */
const least = 1;

/** Where the bars of months stand: above the line of nothing, and below it what is negative. */
export function layOutBars(months: readonly MonthNet[], { x, y, width }: Scales) {
  const zero = y(0);
  return months.map(({ month, net }) => {
    const amount = Number(net);
    const height = amount === 0 ? 0 : Math.max(Math.abs(y(amount) - zero), least);
    return { month, net, x: x(month) ?? 0, y: amount < 0 ? zero : zero - height, width, height };
  });
}

const short = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short' });
const long = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });
const firstDay = (month: string) => new Date(`${month}-01T00:00:00Z`);

/** `2026-06` as Jun. */
export const shortMonth = (month: string): string => short.format(firstDay(month));
/** `2026-06` as Jun 2026. */
export const longMonth = (month: string): string => long.format(firstDay(month));
