import { z } from 'zod';
import type { ListedCharge } from '../../../prisma/repositories/charges/charges';
import { decimal, id, instant } from '../../http/answer-fields';

export const chargeSchema = z
  .object({
    id: id.nullable().meta({ description: 'Null before the sheet is posted.' }),
    accountId: id,
    accountsId: z.string().meta({ examples: ['ACC-1006'] }),
    batchSheetId: id,
    batchSheetNumber: z.string().meta({ examples: ['BS-2026-0007'] }),
    importId: id,
    source: z.string().meta({ examples: ['row'] }),
    rowNumber: z.int().positive().nullable(),
    line: z.int().positive().nullable().meta({ description: 'Line of the file.' }),
    description: z.string().meta({ examples: ['Call Charges: Germany'] }),
    basis: decimal,
    markup: decimal,
    net: decimal,
    currency: z.string().meta({ examples: ['GBP'] }),
    postedAt: instant.nullable(),
  })
  .meta({ id: 'Charge' });

export const chargeView = (charge: ListedCharge): z.infer<typeof chargeSchema> => ({
  id: charge.id,
  accountId: charge.accountId,
  accountsId: charge.accountsId,
  batchSheetId: charge.sheetId,
  batchSheetNumber: charge.sheet.number,
  importId: charge.sheet.importId,
  source: charge.source,
  rowNumber: charge.rowNumber,
  line: charge.line,
  description: charge.description,
  basis: charge.basis,
  markup: charge.markup,
  net: charge.net,
  currency: charge.sheet.currency,
  postedAt: charge.postedAt,
});
