import { z } from 'zod';
import { narrowed } from '../../../domain/people/roles';
import type { Locations } from '../../../prisma/client/page-sql';
import type { ChargeFilter } from '../../../prisma/repositories/charges/charge-filter';
import { amount, date } from '../../http/fields';

const moment = z.iso
  .datetime({ offset: true })
  .refine((at) => at >= '1900', 'Must be a time from 1900 on.')
  .optional();

/** What the ledger is filtered by: its list, its sums and its export. */
export const chargeFilter = {
  postedAfter: moment,
  postedBefore: moment,
  accountId: z.uuid().optional(),
  locationId: z.uuid().optional(),
  batchSheetId: z.uuid().optional(),
  from: date.optional().meta({ description: 'Batch Dates from this day on.' }),
  to: date.optional().meta({ description: 'Batch Dates up to this day, included.' }),
  least: amount.optional().meta({ description: 'Net amounts from this one on.' }),
  most: amount.optional().meta({ description: 'Net amounts up to this one, included.' }),
};
export const wholeFilter = z.object(chargeFilter);

export const filterOf = (
  where: Locations,
  { locationId, batchSheetId, ...asked }: z.infer<typeof wholeFilter>,
): ChargeFilter => ({ ...asked, sheetId: batchSheetId, locationIds: narrowed(where, locationId) });
