import { type Transaction } from '../../prisma/database';
import { recordAudit } from '../../prisma/repositories/audit';
import { writeDecision } from '../../prisma/repositories/decisions';
import { findPersonNamed } from '../../prisma/repositories/persons';
import { findLockedSheet } from '../../prisma/repositories/sheets';
import { leftoversOfImport } from '../../prisma/repositories/sheet-states';
import type {
  ChargeImportInput,
  RawDecision,
  RawDecisionRecord,
} from '../../workflows/charge-import/contract';
import type { ImportDependencies } from './dependencies';

/**
 * Writes down a decision that came as a raw Signal, marked unverified, so that it goes through the same checks as any other;
 * in production it is refused, and that is written down instead.
 */
export function recordRawDecisionActivity({ database, takesRawDecisions }: ImportDependencies) {
  return function recordRawDecision({
    importId,
    raw,
  }: ChargeImportInput & { raw: RawDecision }): Promise<RawDecisionRecord> {
    return database.transaction(async (tx) => {
      const person = await findPersonNamed(tx, raw.actor);
      const refusal = !takesRawDecisions
        ? 'a raw signal proves nothing about its sender: decide through the API'
        : person
          ? null
          : 'there is no such person';
      await recordAudit(tx, {
        personId: null,
        action: refusal ? 'decision.refused-raw' : 'decision.unverified',
        subject: `import:${importId}`,
        detail: { decision: raw.decision, claimedBy: person?.id ?? null, refusal },
      });
      if (refusal || !person) return { decisionId: null, refusal };
      const decisionId = await writeDecision(tx, {
        kind: raw.decision,
        importId,
        accountId: null,
        personId: person.id,
        verified: false,
        details: await detailsOf(tx, importId, raw),
      });
      return { decisionId, refusal: null };
    });
  };
}

/** By hand nobody types a digest or a sum: what is there now is what is meant. */
async function detailsOf(
  tx: Transaction,
  importId: string,
  raw: RawDecision,
): Promise<Record<string, unknown>> {
  const sheet = await findLockedSheet(tx, importId);
  if (raw.decision === 'approve') return { digest: raw.digest ?? sheet?.digest ?? null };
  if (raw.decision === 'complete') return { acknowledge: await leftoversOfImport(tx, importId) };
  return { reason: raw.reason ?? 'by raw signal' };
}
