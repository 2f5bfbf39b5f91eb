import { z } from 'zod';
import type { FooterAmounts } from '../../../domain/imports/read-row';
import { importActionNames, importActions } from '../../../domain/imports/import-actions';
import { importStatuses } from '../../../domain/imports/import-states';
import type { ListedImport } from '../../../prisma/repositories/imports/import-list';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import type { ApiDependencies } from '../../dependencies';
import { count, day, id, instant, link, named, possibleActions } from '../../http/answer-fields';
import type { Caller } from '../../http/caller';
import { temporalLink } from '../../temporal-link';
import { amountsByStatus, locationOfImport, rowCounts } from './totals-schema';
import { warningSchema, warningsView } from './warnings-view';

const footerAmounts = { buy: z.string().nullable(), sell: z.string().nullable() };

export const footerSchema = z
  .object({
    ...footerAmounts,
    or: z.array(z.object(footerAmounts)).optional(),
    unreadable: z.string().nullable().optional(),
  })
  .meta({ id: 'Footer' });

export const failureSchema = z
  .object({ code: z.string(), message: z.string() })
  .meta({ id: 'ImportFailure', description: 'Why the file could not be imported.' });

export const linesSchema = z
  .object({
    file: count,
    rows: count,
    blank: count,
    preamble: count,
    header: count,
    footer: count,
    leftOut: count,
  })
  .meta({ id: 'LineCounts', description: 'Lines of the file by what they are.' });

export const chargeImportSchema = z
  .object({
    id,
    status: z.enum(importStatuses),
    location: locationOfImport,
    importType: z.string().meta({ examples: ['essensys call logger v2'] }),
    importTypeVersion: z.int(),
    productGroup: z.string().meta({ examples: ['Telephone Charges'] }),
    product: z.string().meta({ examples: ['Call Charges'] }),
    batchDate: day,
    referenceDate: day,
    referenceText: z.string().nullable(),
    file: z.object({
      name: z.string().meta({ examples: ['may.csv'] }),
      sha256: z.string(),
      bytes: count,
      bytesRead: count,
    }),
    rows: rowCounts,
    amount: amountsByStatus,
    unmatchedReasons: z.record(z.string(), count),
    footer: footerSchema.nullable(),
    lines: linesSchema.nullable().meta({ description: 'Null before matching, and in old imports.' }),
    warnings: z.array(warningSchema),
    newMatches: z.boolean(),
    failure: failureSchema.nullable(),
    stopped: z.string().nullable().meta({
      description: 'Why it has stopped, until the cause is repaired; null while it is not stopped.',
    }),
    batchSheetId: id.nullable(),
    batchSheetNumber: z
      .string()
      .nullable()
      .meta({ examples: ['BS-2026-0007'] }),
    uploadedBy: id,
    uploader: named,
    createdAt: instant,
    ...possibleActions(importActionNames),
    workflowId: z.string(),
    temporalUi: link,
  })
  .meta({ id: 'ChargeImport' });

const none = { file: 0, matched: 0, unmatched: 0, invalid: 0, duplicate: 0, ignored: 0 };

export function chargeImportView(
  found: ListedImport,
  dependencies: ApiDependencies,
  caller: Caller,
): z.infer<typeof chargeImportSchema> {
  const { totals } = found;
  const workflowId = chargeImportId(found.id);
  return {
    id: found.id,
    status: found.status,
    location: found.location,
    importType: found.importType.name,
    importTypeVersion: found.importType.version,
    productGroup: found.productGroup,
    product: found.product,
    batchDate: found.batchDate,
    referenceDate: found.referenceDate,
    referenceText: found.referenceText,
    file: { ...found.file, bytesRead: found.bytesRead },
    // Before matching, the number of rows read so far.
    rows: totals?.rows ?? { ...none, file: found.fileRows },
    amount: totals?.amount ?? {},
    unmatchedReasons: totals?.unmatchedReasons ?? {},
    footer: found.footer as FooterAmounts | null,
    lines: found.facts?.lines ?? null,
    warnings: warningsView(found.warnings, caller),
    newMatches: found.newMatches,
    failure: found.failure as z.infer<typeof failureSchema> | null,
    stopped: found.stopped,
    batchSheetId: found.sheet?.id ?? null,
    batchSheetNumber: found.sheet?.number ?? null,
    uploadedBy: found.uploader.id,
    uploader: found.uploader,
    createdAt: found.createdAt.toISOString(),
    ...caller.ask((person) => importActions(found, person)),
    workflowId,
    temporalUi: temporalLink(dependencies, workflowId),
  };
}
