import type { Person } from '../../../domain/people/roles';
import type { ListedImport } from '../../../prisma/repositories/imports/import-list';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import type { ApiDependencies } from '../../dependencies';
import { temporalLink } from '../../temporal-link';
import { warningsView } from './warnings-view';

const none = { file: 0, matched: 0, unmatched: 0, invalid: 0, duplicate: 0, ignored: 0 };

export function chargeImportView(found: ListedImport, dependencies: ApiDependencies, person: Person) {
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
    file: found.file,
    // Before matching, what has been read so far.
    rows: totals?.rows ?? { ...none, file: found.fileRows },
    amount: totals?.amount ?? {},
    unmatchedReasons: totals?.unmatchedReasons ?? {},
    footer: found.footer,
    /** Lines of the file by what they are; null before matching, and in old imports. */
    lines: found.facts?.lines ?? null,
    warnings: warningsView(found.warnings, person),
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
