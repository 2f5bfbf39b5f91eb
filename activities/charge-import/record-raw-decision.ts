import type { SheetDecision } from '../../domain/people/decision';
import { type Transaction } from '../../prisma/client/database';
import { isAudited, recordAudit } from '../../prisma/repositories/people/audit';
import { writeDecision } from '../../prisma/repositories/people/decisions';
import { lockImport } from '../../prisma/repositories/imports/imports';
import { findPersonNamed } from '../../prisma/repositories/people/persons';
import { findLockedSheet } from '../../prisma/repositories/sheets/sheets';
import { leftoversOfImport } from '../../prisma/repositories/sheets/sheet-states';
import type {
  RawDecision,
  RawDecisionInput,
  RawDecisionRecord,
} from '../../workflows/charge-import/contract';
import { whileReporting } from '../progress';
import type { ImportDependencies } from './dependencies';

/**
 * Records a decision that came as a raw Signal, marked unverified, so that it goes through the same checks as any
 * other; where unverified decisions are not allowed, it records the refusal instead. Called again with the same id, it
 * writes nothing more.
 */
export function recordRawDecisionActivity(dependencies: ImportDependencies) {
  return function recordRawDecision(input: RawDecisionInput): Promise<RawDecisionRecord> {
    return whileReporting(dependencies, (database) =>
      database.transaction((tx) => record(tx, input, dependencies.allowUnverifiedDecisions)),
    );
  };
}

async function record(
  tx: Transaction,
  { importId, decisionId, raw }: RawDecisionInput,
  taken: boolean,
): Promise<RawDecisionRecord> {
  const person = await findPersonNamed(tx, raw.actor);
  const refusal = !taken
    ? 'a raw signal proves nothing about its sender: decide through the API'
    : person
      ? null
      : 'there is no such person';
  const answer = { decisionId: refusal ? null : decisionId, refusal };
  await lockImport(tx, importId);
  const subject = `import:${importId}`;
  if (await isAudited(tx, subject, decisionId)) return answer;
  await recordAudit(tx, {
    personId: null,
    action: refusal ? 'decision.refused-raw' : 'decision.unverified',
    subject,
    detail: { decisionId, decision: raw.decision, claimedBy: person?.id ?? null, refusal },
  });
  if (refusal || !person) return answer;
  await writeDecision(tx, {
    id: decisionId,
    decision: { about: 'import', importId, ...(await decisionOf(tx, importId, raw)) },
    personId: person.id,
    verified: false,
  });
  return answer;
}

/** Nobody types a digest or a sum by hand: the current ones are meant. */
async function decisionOf(tx: Transaction, importId: string, raw: RawDecision): Promise<SheetDecision> {
  const sheet = await findLockedSheet(tx, importId);
  switch (raw.decision) {
    case 'approve':
      return { kind: 'approve', digest: raw.digest ?? sheet?.digest ?? null };
    case 'complete':
      return { kind: 'complete', acknowledge: await leftoversOfImport(tx, importId) };
    case 'reject':
    case 'cancel':
      return { kind: raw.decision, reason: raw.reason ?? 'by raw signal' };
  }
}
