import { z } from 'zod';
import { importColumns } from '../../../../domain/catalogue/import-type';
import { importStatuses } from '../../../../domain/imports/import-states';
import { previewedStatuses } from '../../../../domain/imports/totals';
import { count, day, id, instant, named } from '../../../http/answer-fields';
import { failureSchema, footerSchema, linesSchema } from '../charge-import-view';
import { warningSchema } from '../warnings-view';

const text = z.string().nullable();

export const previewedRowSchema = z
  .object({
    rowNumber: z.int().positive(),
    line: z.int().positive(),
    raw: z.string(),
    status: z.enum(previewedStatuses),
    reason: text.meta({ examples: ['unknown code'] }),
    detail: text,
    accountCode: text.meta({ examples: ['ACC-1006'] }),
    account: z.object({ id, accountsId: z.string(), name: z.string() }).nullable(),
    extension: text,
    number: text,
    destination: text,
    startedAt: instant.nullable(),
    localDate: day.nullable(),
    ambiguousTime: z.boolean(),
    durationSeconds: count.nullable(),
    buy: text,
    sell: text,
  })
  .meta({ id: 'PreviewedRow', description: 'A row as it would be imported; a long text is cut off.' });

const columnSchema = z
  .object({
    position: z.int().positive().meta({ description: 'From 1.' }),
    header: z.string().meta({ examples: ['Account Code'] }),
    columns: z
      .array(z.enum(importColumns))
      .meta({ description: 'What the Import Type reads from it; empty: nothing.' }),
  })
  .meta({ id: 'PreviewedColumn' });

const faultSchema = z
  .object({
    column: z.enum(importColumns).nullable().meta({ description: 'Null: the line as a whole.' }),
    header: z.string(),
    rows: count,
    whatToDo: z.string(),
    cell: text.meta({ description: 'The cell of the example.' }),
    example: previewedRowSchema,
  })
  .meta({ id: 'PreviewedFault', description: 'Invalid rows with the same fault.' });

const percent = z
  .int()
  .min(0)
  .max(100)
  .meta({ examples: [95] });
const codesKnownSchema = z
  .object({ location: named, codes: count, rows: count, percentOfRows: percent })
  .meta({ id: 'CodesKnown', description: 'Codes of the file that a location has, on any day.' });

const codesSchema = z
  .object({
    codes: count.meta({ description: 'Different ones; at most 2000 are looked up.' }),
    rows: count.meta({ description: 'Rows that have one.' }),
    here: codesKnownSchema.nullable(),
    better: z
      .array(codesKnownSchema)
      .meta({ description: 'Locations that I may see and that know the codes of more rows.' }),
  })
  .meta({ id: 'PreviewedCodes' });

const earlierSchema = z
  .object({
    importId: id,
    status: z.enum(importStatuses),
    batchSheetNumber: text.meta({ examples: ['BS-2026-0007'] }),
    firstDate: day,
    lastDate: day,
    claimed: count.meta({ description: 'Calls of the file that its sheet has claimed.' }),
  })
  .meta({ id: 'EarlierImport' });

const daysSchema = z
  .object({
    date: day,
    rows: count,
    importIds: z
      .array(id)
      .meta({ description: 'Imports whose first to last call include the day.', examples: [[]] }),
  })
  .meta({ id: 'PreviewedDay' });

const fieldErrorSchema = z
  .object({ pointer: z.string().meta({ examples: ['/batchDate'] }), detail: z.string() })
  .meta({ id: 'FormError' });

export const previewSchema = z
  .object({
    errors: z.array(fieldErrorSchema).meta({ description: 'Fields that are missing or wrong by now.' }),
    complete: z.boolean().meta({ description: 'False: more of the file follows what was sent or read.' }),
    file: z
      .object({ name: z.string(), bytes: count, bytesRead: count, sha256: text })
      .nullable()
      .meta({ description: '`bytes` of the whole file; `sha256` only if all of it was sent.' }),
    location: z.object({ id, name: z.string(), currency: z.string(), timeZone: z.string() }).nullable(),
    importType: z.object({ id, name: z.string(), version: z.int() }).nullable(),
    fittingImportTypes: z
      .array(named)
      .meta({ description: 'Where the chosen one does not fit: others that can read the file.' }),
    failure: failureSchema.nullable(),
    columns: z.array(columnSchema),
    missingColumns: z
      .array(z.enum(importColumns))
      .meta({ description: 'Columns of the Import Type that the file does not have.' }),
    counts: z
      .object({ file: count, matched: count, unmatched: count, invalid: count, ignored: count })
      .meta({ id: 'PreviewedCounts', description: 'Rows that were read.' }),
    rows: z.array(previewedRowSchema).meta({ description: 'The first 20.' }),
    faults: z.array(faultSchema),
    codes: codesSchema,
    calls: z
      .object({ first: instant, last: instant, firstDate: day, lastDate: day })
      .nullable()
      .meta({ description: 'Start of the first and the last call.' }),
    days: z.array(daysSchema),
    earlierImports: z.array(earlierSchema),
    sameFile: z.object({ importId: id, fileName: z.string(), status: z.enum(importStatuses) }).nullable(),
    footer: footerSchema.nullable(),
    lines: linesSchema.nullable(),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'ChargeImportPreview' });

export type Preview = z.infer<typeof previewSchema>;
export type PreviewedRow = z.infer<typeof previewedRowSchema>;
