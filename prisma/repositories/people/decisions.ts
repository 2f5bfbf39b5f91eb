import { randomUUID } from 'node:crypto';
import { type DecisionRecord, type DecisionResult, detailsOf } from '../../../domain/people/decision';
import type { Database, Transaction } from '../../client/database';
import { enqueue } from '../work/outbox';
import { parseDecision, parseOrigin, parseOutcome, type ReadableDecision } from './parse-decision';

export interface NewDecision {
  /** If the sender has given it one. */
  id?: string;
  decision: ReadableDecision;
  personId: string;
  /** False: nothing proves who sent it. */
  verified?: boolean;
}

/** How long the API has to notify the workflow itself before the relay does. */
const apiTriesFirstMs = 8_000;

/** Records a decision before the workflow is notified, so that no crash can lose it. */
export async function writeDecision(tx: Transaction, written: NewDecision): Promise<string> {
  const { id = randomUUID(), decision, personId, verified = true } = written;
  await tx.query(
    `INSERT INTO decision (id, kind, import_id, account_id, person_id, details, verified, origin)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      decision.kind,
      decision.about === 'import' ? decision.importId : null,
      decision.about === 'send' ? decision.accountId : null,
      personId,
      JSON.stringify(detailsOf(decision)),
      verified,
      JSON.stringify(tx.origin),
    ],
  );
  await enqueue(tx, { kind: 'deliver-decision', payload: { decisionId: id } }, { delayMs: apiTriesFirstMs });
  return id;
}

interface DecisionRow {
  id: string;
  kind: string;
  importId: string | null;
  accountId: string | null;
  personId: string;
  details: Record<string, unknown>;
  state: DecisionRecord['state'];
  outcome: unknown;
  origin: unknown;
}

const select = `SELECT id, kind, import_id AS "importId", account_id AS "accountId", person_id AS "personId", details,
  state, outcome, origin
  FROM decision WHERE id = $1`;

const toRecord = ({ id, personId, state, outcome, origin, ...row }: DecisionRow): DecisionRecord => ({
  id,
  personId,
  state,
  outcome: outcome === null ? null : parseOutcome(outcome),
  decision: parseDecision(row),
  origin: parseOrigin(origin),
});

export async function findDecision(database: Database, id: string): Promise<DecisionRecord | null> {
  const [found] = await database.query<DecisionRow>(select, [id]);
  return found ? toRecord(found) : null;
}

/** Locks the decision until the transaction ends: it is applied once, however often the workflow is notified. */
export async function lockDecision(tx: Transaction, id: string): Promise<DecisionRecord | null> {
  const [found] = await tx.query<DecisionRow>(`${select} FOR UPDATE`, [id]);
  return found ? toRecord(found) : null;
}

/** Records the outcome of a locked decision; the first outcome stays. */
export async function recordDecisionOutcome(
  tx: Transaction,
  id: string,
  outcome: DecisionResult,
): Promise<void> {
  await tx.query(
    `UPDATE decision SET state = $2, outcome = $3, settled_at = now() WHERE id = $1 AND state = 'pending'`,
    [id, outcome.result, JSON.stringify(outcome)],
  );
}
