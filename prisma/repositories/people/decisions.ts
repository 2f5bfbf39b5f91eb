import { randomUUID } from 'node:crypto';
import type { DecisionKind, DecisionRecord, DecisionResult } from '../../../domain/people/decision';
import type { Database, Transaction } from '../../client/database';
import { enqueue } from '../work/outbox';

export interface NewDecision {
  /** Where the sender has given it one. */
  id?: string;
  kind: DecisionKind;
  importId: string | null;
  accountId: string | null;
  personId: string;
  details: Record<string, unknown>;
  /** False: nothing proves who sent it. */
  verified?: boolean;
}

/** How long the API has to tell the workflow itself before the relay does it. */
const apiTriesFirstMs = 8_000;

/** Writes a decision down before the workflow is told of it, so that no crash can lose it. */
export async function writeDecision(tx: Transaction, decision: NewDecision): Promise<string> {
  const { id = randomUUID(), kind, importId, accountId, personId, details, verified = true } = decision;
  await tx.query(
    'INSERT INTO decision (id, kind, import_id, account_id, person_id, details, verified) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, kind, importId, accountId, personId, JSON.stringify(details), verified],
  );
  await enqueue(tx, { kind: 'deliver-decision', payload: { decisionId: id } }, { delayMs: apiTriesFirstMs });
  return id;
}

const select = `SELECT id, kind, import_id AS "importId", account_id AS "accountId", person_id AS "personId", details, state, outcome
  FROM decision WHERE id = $1`;

export async function findDecision(database: Database, id: string): Promise<DecisionRecord | null> {
  const [decision] = await database.query<DecisionRecord>(select, [id]);
  return decision ?? null;
}

/** The decision, held until the transaction ends: it is applied once, however often the workflow is told. */
export async function lockDecision(tx: Transaction, id: string): Promise<DecisionRecord | null> {
  const [decision] = await tx.query<DecisionRecord>(`${select} FOR UPDATE`, [id]);
  return decision ?? null;
}

/** Keeps what became of a decision that is held; the first outcome stays. */
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
