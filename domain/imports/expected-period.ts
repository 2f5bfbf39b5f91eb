import { Temporal } from 'temporal-polyfill';

/** Local dates, yyyy-mm-dd, inclusive. */
export interface Period {
  from: string;
  to: string;
}

/** The months in which calls are expected: that of the Reference Date, the one before and the one after. */
export function expectedPeriod(referenceDate: string): Period {
  const month = Temporal.PlainYearMonth.from(referenceDate.slice(0, 7));
  const after = month.add({ months: 1 });
  return {
    from: month.subtract({ months: 1 }).toPlainDate({ day: 1 }).toString(),
    to: after.toPlainDate({ day: after.daysInMonth }).toString(),
  };
}
