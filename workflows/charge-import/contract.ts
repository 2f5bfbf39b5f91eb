/** What other rooms know of the workflow `chargeImport`: its name, its ids, its messages and plain types. */
import type { ImportStatus } from '../../domain/imports/import-states';
import type { DecisionResult } from '../../domain/people/decision';
import { type DecideInput, decideMessage } from '../decision/contract';
import type { Links } from '../details/contract';

export const chargeImportWorkflow = 'chargeImport';
export const chargeImportId = (importId: string) => `charge-import:${importId}`;

export interface ChargeImportInput {
  importId: string;
}

/** What the workflow is started with. */
export interface ChargeImportStart extends ChargeImportInput {
  /** Decisions that a run before this one had not come to yet. */
  waiting?: (DecideInput | RawDecision)[];
  /** It had not come to matching the draft again, either. */
  rematch?: boolean;
}

/** What became of a decision, and where the import stands after it. */
export interface ImportDecisionOutcome extends DecisionResult {
  progress: ImportProgress;
}

/** Names of the messages: `decide` is an Update and a Signal, the others are Signals. */
export const importMessages = { decide: decideMessage, rematch: 'rematch', goOn: 'goOn' } as const;

/** Where an import stands after a step: a status, counts and totals, never rows. */
export interface ImportProgress {
  /** When the database was asked, ISO 8601 in UTC to the microsecond. */
  asOf: string;
  /** Rises with every change of the import: answers may arrive in another order. Absent in old histories. */
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
  /** The sell amounts by status (buy where the type has no sell); empty before matching. */
  amounts: Record<string, string>;
  sheet: { id: string; number: string; revision: number; net: string } | null;
  /** Why the file could not be read, as a code: the message may quote the file. Null where it could. */
  failure: string | null;
  /** How many persons may approve the sheet now; absent where no approval is waited for. */
  approvers?: number;
  links?: Links;
}

/**
 * A decision sent by hand from the Temporal UI or CLI: it carries no proof of who sent it. In the local stack it is
 * written down as unverified and goes through the same checks; where that is not allowed it is refused, visibly.
 */
export interface RawDecision {
  decision: 'complete' | 'approve' | 'reject' | 'cancel';
  /** Name or id of a Person. */
  actor: string;
  /** What the approver saw. Absent in `complete` and `approve`: what is there now. */
  digest?: string;
  reason?: string;
}

/** A raw decision, and the id under which it is to be written down, so that a second try writes it once. */
export interface RawDecisionInput extends ChargeImportInput, DecideInput {
  raw: RawDecision;
}

/** The id under which a raw decision was written down; or why it was not. */
export interface RawDecisionRecord {
  decisionId: string | null;
  refusal: string | null;
}

/**
 * Failure types after which trying again does not help: the import stops until somebody has mended what is wrong.
 * Rows or pennies are missing; the stored file is not there, or is not what was uploaded.
 */
export const finalFailures = ['ConservationBroken', 'MissingFileError', 'DamagedFileError'];

/**
 * Failure type of an activity whose import is not in the database: it was restored to an earlier state, most likely.
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
