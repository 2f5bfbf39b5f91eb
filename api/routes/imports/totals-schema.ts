import { z } from 'zod';
import { count, decimal } from '../../http/answer-fields';

const byStatus = <Of extends z.ZodType>(of: Of) => ({
  file: of,
  matched: of,
  unmatched: of,
  invalid: of,
  duplicate: of,
  ignored: of,
});

export const rowCounts = z.object(byStatus(count)).meta({ id: 'RowCounts' });

const statusAmounts = z.object(byStatus(decimal)).meta({ id: 'StatusAmounts' });

/** The amount columns that the Import Type has. */
export const amountsByStatus = z
  .object({ sell: statusAmounts.optional(), buy: statusAmounts.optional() })
  .meta({ id: 'Amounts' });

export const locationOfImport = z
  .object({
    id: z.uuid(),
    name: z.string().meta({ examples: ['London Bridge'] }),
    currency: z.string().meta({ examples: ['GBP'] }),
  })
  .meta({ id: 'LocationOfImport' });
