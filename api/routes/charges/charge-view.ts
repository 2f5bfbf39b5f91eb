import { z } from 'zod';
import type { ListedCharge } from '../../../prisma/repositories/charges/charges';
import { decimal, id, instant } from '../../http/answer-fields';

export const chargeSchema = z
  .object({
    id: id.nullable().meta({ description: 'Null before the sheet is posted.' }),
    accountId: id,
    accountsId: z.string().meta({ examples: ['ACC-1006'] }),
    batchSheetId: id,
    source: z.string().meta({ examples: ['row'] }),
    rowNumber: z.int().positive().nullable(),
    description: z.string().meta({ examples: ['Call Charges: Germany'] }),
    basis: decimal,
    markup: decimal,
    net: decimal,
    postedAt: instant.nullable(),
  })
  .meta({ id: 'Charge' });

export const chargeView = (charge: ListedCharge): z.infer<typeof chargeSchema> => ({
  id: charge.id,
  accountId: charge.accountId,
  accountsId: charge.accountsId,
  batchSheetId: charge.sheetId,
  source: charge.source,
  rowNumber: charge.rowNumber,
  description: charge.description,
  basis: charge.basis,
  markup: charge.markup,
  net: charge.net,
  postedAt: charge.postedAt,
});
