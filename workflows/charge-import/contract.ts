/** What other rooms know of the workflow `chargeImport`: its name, its ids, its messages and plain types. */
import type { DecideInput, DecisionOutcome } from '../decision/contract';

export const chargeImportWorkflow = 'chargeImport';
export const chargeImportId = (importId: string) => `charge-import:${importId}`;

export interface ChargeImportInput {
  importId: string;
}

/** Names of the messages: Updates and Signals share them. */
export const importMessages = { decide: 'decide', rematch: 'rematch', goOn: 'goOn' } as const;

export const importStatuses = [
  'received',
  'reading',
  'matching',
  'in-review',
  'completed',
  'approved',
  'posting',
  'posted',
  'cancelled',
  'failed',
  'voided',
] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** Where an import stands after a step: a status and counts, never rows. */
export interface ImportProgress {
  status: ImportStatus;
  totalRows: number;
  unmatchedRows: number;
}

/** Somebody changed what rows are matched by: who, for four eyes. */
export interface RematchInput {
  personId: string | null;
}

/** Failure type of an activity that found rows or pennies missing: the import stops until it is mended. */
export const conservationBroken = 'ConservationBroken';

export interface ChargeImportActivities {
  readFile(input: ChargeImportInput): Promise<ImportProgress>;
  matchRows(input: ChargeImportInput): Promise<ImportProgress>;
  rematchRows(input: ChargeImportInput & RematchInput): Promise<ImportProgress>;
  applyImportDecision(input: DecideInput): Promise<DecisionOutcome>;
  postCharges(input: ChargeImportInput): Promise<ImportProgress>;
}
