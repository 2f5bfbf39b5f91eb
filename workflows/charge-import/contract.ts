/** The public contract of the workflow `chargeImport`: its name, ids, messages and plain types. */
import type { ImportStatus } from '../../domain/imports/import-states';
import type { DecisionResult } from '../../domain/people/decision';
import { type DecideInput, decideMessage } from '../decision/contract';
import type { Links } from '../details/contract';

export const chargeImportWorkflow = 'chargeImport';
export const chargeImportId = (importId: string) => `charge-import:${importId}`;

export interface ChargeImportInput {
  importId: string;
}

/** The workflow's input. */
export interface ChargeImportStart extends ChargeImportInput {
  /** Decisions that the previous run had not reached. */
  waiting?: (DecideInput | RawDecision)[];
  /** It had not rematched the draft, either. */
  rematch?: boolean;
}

/** The outcome of a decision, and the state of the import after it. */
export interface ImportDecisionOutcome extends DecisionResult {
  progress: ImportProgress;
}

/** Names of the messages: `decide` is an Update and a Signal, the others are Signals. */
export const importMessages = { decide: decideMessage, rematch: 'rematch', goOn: 'goOn' } as const;

/** The state of an import after a step: a status, counts and totals, never rows. */
export interface ImportProgress {
  /** When the database was read, ISO 8601 in UTC to the microsecond. */
  asOf: string;
  /** Increases with every change of the import: results may arrive out of order. Absent in old histories. */
  revision?: number;
  status: ImportStatus;
  totalRows: number;
  unmatchedRows: number;
  figures: ImportFigures;
}

/** What people want to see at a glance. Amounts are exact text in major units of `currency`. */
export interface ImportFigures {
  currency: string;
  /** Rows by status; empty before matching. */
  rows: Record<string, number>;
  /** Sell amounts by status (buy if the type has no sell); empty before matching. */
  amounts: Record<string, string>;
  sheet: { id: string; number: string; revision: number; net: string } | null;
  /** Why the file could not be read, as a code: the message may quote the file. Null if it could. */
  failure: string | null;
  /** How many people may approve the sheet now; absent if it is not waiting for approval. */
  approvers?: number;
  links?: Links;
}

/**
 * A decision sent by hand from the Temporal UI or CLI: it carries no proof of its sender. In the local stack it is
 * recorded as unverified and goes through the same checks; where that is not allowed it is visibly refused.
 */
export interface RawDecision {
  decision: 'complete' | 'approve' | 'reject' | 'cancel';
  /** Name or id of a Person. */
  actor: string;
  /** What the approver saw. If absent in `complete` and `approve`: the current values. */
  digest?: string;
  reason?: string;
}

/** A raw decision, and the id under which to record it, so that a retry records it once. */
export interface RawDecisionInput extends ChargeImportInput, DecideInput {
  raw: RawDecision;
}

/** The id under which a raw decision was recorded; or why it was not. */
export interface RawDecisionRecord {
  decisionId: string | null;
  refusal: string | null;
}

/**
 * Failure types for which retrying does not help: the import stops until somebody has repaired the cause. Rows or
 * pennies are missing; the stored file is missing, or is not what was uploaded.
 */
export const finalFailures = ['ConservationBroken', 'MissingFileError', 'DamagedFileError'];

/**
 * Failure type of an activity whose import is not in the database, most likely because an earlier state was restored.
 */
export const importGone = 'ImportGoneError';

export interface ChargeImportActivities {
  readFile(input: ChargeImportInput): Promise<ImportProgress>;
  matchRows(input: ChargeImportInput): Promise<ImportProgress>;
  rematchRows(input: ChargeImportInput): Promise<ImportProgress>;
  applyImportDecision(input: ChargeImportInput & DecideInput): Promise<ImportDecisionOutcome>;
  recordRawDecision(input: RawDecisionInput): Promise<RawDecisionRecord>;
  postCharges(input: ChargeImportInput): Promise<ImportProgress>;
}
