import { z } from 'zod';
import { everyMonth, type Month, type MonthNet, usualNet } from '../../../domain/money/months';
import { decimal } from '../../http/answer-fields';

const month = z.string().meta({ examples: ['2026-06'] });

export const monthNet = z.object({ month, net: decimal }).meta({ id: 'MonthNet' });

export const median = decimal.nullable().meta({
  description: 'Of the months before the last in which something was charged; null if there are none.',
});

export const monthsSchema = z
  .object({
    currency: z.string().meta({ examples: ['GBP'] }),
    months: z.array(monthNet).meta({ description: 'By the month of the Batch Date, oldest first.' }),
    median,
  })
  .meta({ id: 'Months', description: 'What was charged month by month, net of tax.' });

export const monthsQuery = z.object({
  until: z
    .string()
    .regex(/^(19|[2-9]\d)\d\d-(0[1-9]|1[0-2])$/, 'Must be a month as yyyy-mm.')
    .optional()
    .meta({
      description: 'The last month; the current one at the location by default.',
      examples: ['2026-06'],
    }),
});

/** A year, and the same month of the year before. */
export const shownMonths = 13;

export function monthsView(last: Month, currency: string, known: MonthNet[]): z.infer<typeof monthsSchema> {
  const months = everyMonth(last, shownMonths, known);
  return { currency, months, median: usualNet(months.slice(0, -1)) };
}
