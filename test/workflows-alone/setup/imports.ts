import { randomUUID } from 'node:crypto';
import type { ImportStatus } from '../../../domain/imports/import-states';
import {
  chargeImportId,
  chargeImportWorkflow,
  type ChargeImportInput,
  type ImportDecisionOutcome,
  type ImportProgress,
  type RawDecisionInput,
  type RawDecisionRecord,
} from '../../../workflows/charge-import/contract';
import type { DecideInput } from '../../../workflows/decision/contract';
import { createGate } from './gate';
import { startScene } from './scene';
import type { Stage } from './stage';

export async function startImport(stage: Stage) {
  const importId = randomUUID();
  const step = (name: string) => createGate<ChargeImportInput, ImportProgress>(name);
  const gates = {
    readFile: step('readFile'),
    matchRows: step('matchRows'),
    rematchRows: step('rematchRows'),
    postCharges: step('postCharges'),
    applyImportDecision: createGate<ChargeImportInput & DecideInput, ImportDecisionOutcome>(
      'applyImportDecision',
    ),
    recordRawDecision: createGate<RawDecisionInput, RawDecisionRecord>('recordRawDecision'),
  };
  stage.play(
    importId,
    Object.fromEntries(Object.entries(gates).map(([name, { activity }]) => [name, activity])),
  );
  const scene = await startScene<ImportProgress | null, ImportDecisionOutcome>(stage, {
    workflow: chargeImportWorkflow,
    workflowId: chargeImportId(importId),
    start: { importId },
  });
  return { ...scene, importId, ...gates };
}

/** Read and matched: it waits for people. */
export async function startReviewedImport(stage: Stage) {
  const scene = await startImport(stage);
  scene.readFile.open(() => progress('matching', 2));
  scene.matchRows.open(() => progress('in-review', 3));
  await scene.untilDetails('### in-review');
  return scene;
}

export const progress = (
  status: ImportStatus,
  revision: number,
  more: Partial<ImportProgress> = {},
): ImportProgress => ({
  asOf: `2026-05-01T10:00:${String(revision).padStart(2, '0')}.000000Z`,
  revision,
  status,
  totalRows: 3,
  unmatchedRows: 1,
  figures: { currency: 'GBP', rows: {}, amounts: {}, sheet: null, failure: null },
  ...more,
});

/** A decision that was applied, and where the import stands after it. */
export const decided = (status: ImportStatus, revision: number): ImportDecisionOutcome => ({
  result: 'applied',
  problem: null,
  detail: null,
  state: status,
  progress: progress(status, revision),
});
