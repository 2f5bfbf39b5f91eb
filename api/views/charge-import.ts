import type { ImportTotals } from '../../domain/totals';
import type { ImportRecord } from '../../prisma/repositories/imports';
import { chargeImportId } from '../../workflows/charge-import/contract';
import type { ApiDependencies } from '../dependencies';
import type { WithoutForeignNames } from '../foreign-names';
import { day } from './day';
import { temporalLink } from './temporal-link';

const none = { file: 0, matched: 0, unmatched: 0, invalid: 0, duplicate: 0, ignored: 0 };

export function chargeImportView(
  found: ImportRecord,
  dependencies: ApiDependencies,
  told: WithoutForeignNames,
) {
  const totals = found.totals as ImportTotals | null;
  const workflowId = chargeImportId(found.id);
  return {
    id: found.id,
    status: found.status,
    location: { id: found.location.id, name: found.location.name, currency: found.location.currency },
    importType: found.importType.name,
    importTypeVersion: found.importType.version,
    productGroup: found.product.productGroup.name,
    product: found.product.name,
    batchDate: day(found.batchDate),
    referenceDate: day(found.referenceDate),
    referenceText: found.referenceText,
    file: { name: found.fileName, sha256: found.fileSha256, bytes: Number(found.fileBytes) },
    // Before matching, what has been read so far.
    rows: totals?.rows ?? { ...none, file: found.fileRows },
    amount: totals?.amount ?? {},
    unmatchedReasons: totals?.unmatchedReasons ?? {},
    footer: found.footer,
    warnings: (found.warnings as string[]).map(told),
    newMatches: found.newMatches,
    failure: found.failure,
    /** Why it stands still until somebody has mended it; null where it does not. */
    stopped: found.stopped,
    batchSheetId: found.sheet?.id ?? null,
    batchSheetNumber: found.sheet?.number ?? null,
    uploadedBy: found.uploadedBy,
    createdAt: found.createdAt,
    workflowId,
    temporalUi: temporalLink(dependencies, workflowId),
  };
}
