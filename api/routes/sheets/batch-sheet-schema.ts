import { z } from 'zod';
import { sheetActionNames } from '../../../domain/sheets/sheet-actions';
import { checkNames } from '../../../domain/sheets/sheet-checks';
import { sheetStates } from '../../../domain/sheets/sheet-states';
import { count, day, decimal, id, instant, link, named, possibleActions } from '../../http/answer-fields';
import { amountsByStatus, locationOfImport, rowCounts } from '../imports/totals-schema';
import { warningSchema } from '../imports/warnings-view';

const leftoversSchema = z.object({ rows: count, amount: decimal }).meta({ id: 'Leftovers' });

const checkSchema = z
  .object({ check: z.enum(checkNames), expected: z.string(), found: z.string(), ok: z.boolean() })
  .meta({ id: 'Check', description: 'A figure known from two sources.' });

/** Amounts at the file's precision, payable ones at the currency's. */
const sums = {
  basis: decimal,
  markup: decimal,
  adjustments: decimal,
  rounding: decimal,
  net: decimal,
  tax: decimal,
  gross: decimal,
};

export const listedSheetSchema = z
  .object({
    id,
    number: z.string().meta({ examples: ['BS-2026-0007'] }),
    title: z.string().meta({ examples: ['essensys call logger v2'] }),
    state: z.enum(sheetStates),
    revision: z.int(),
    completed: z.boolean().meta({ description: 'The first tick.' }),
    approved: z.boolean().meta({ description: 'The second tick.' }),
    importId: id,
    location: locationOfImport,
    batchDate: day,
    referenceDate: day,
    referenceText: z.string().nullable(),
    rows: rowCounts,
    amount: amountsByStatus,
    ...sums,
    taxPercent: z.string().meta({ examples: ['20'] }),
    notBilled: leftoversSchema.meta({
      description:
        'Rows that this sheet never bills (unmatched, invalid, or awaiting a correction), and their amount.',
    }),
    awaitingCorrection: leftoversSchema.meta({
      description: 'Of those, the rows that await a correction of the sheet that has their call.',
    }),
    acknowledged: leftoversSchema.nullable(),
    checks: z.array(checkSchema),
    warnings: z.array(warningSchema),
    explanations: z.record(z.string(), z.string()),
    newMatches: z.boolean(),
    uploadedBy: id,
    uploader: named,
    completedBy: id.nullable(),
    completer: named.nullable(),
    completedAt: instant.nullable(),
    approvals: z.array(z.object({ personId: id, name: z.string(), approvedAt: instant })),
    digest: z.string().nullable(),
    postedAt: instant.nullable(),
    ...possibleActions(sheetActionNames),
    temporalUi: link,
  })
  .meta({ id: 'ListedBatchSheet' });

export const sheetAccountSchema = z
  .object({ accountId: id, accountsId: z.string().meta({ examples: ['ACC-1006'] }), rows: count, ...sums })
  .meta({ id: 'SheetAccount', description: 'What an account owes on the sheet.' });

export const batchSheetSchema = listedSheetSchema
  .extend({ accounts: z.array(sheetAccountSchema) })
  .meta({ id: 'BatchSheet' });

export type ListedSheetView = z.infer<typeof listedSheetSchema>;
