import { randomUUID } from 'node:crypto';
import { recordRawDecisionActivity } from '../../../activities/charge-import/record-raw-decision';
import { createFolderStore } from '../../../connectors/file-store/folder-store';
import type { DecisionResult } from '../../../domain/people/decision';
import {
  findDecision,
  lockDecision,
  recordDecisionOutcome,
} from '../../../prisma/repositories/people/decisions';
import { callFile } from '../../setup/calls';
import { importFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let importId = '';
beforeAll(async () => {
  system = await startSystem();
  importId = (await importFile(system, { content: callFile([{ code: 'NOBODY', sell: '1' }]) })).id;
  await system.stopWorker();
});
afterAll(() => system.stop());

it.each([
  ['taken', true, 'decision.unverified', 1],
  ['refused, in production', false, 'decision.refused-raw', 0],
])('writes a raw decision down once, though it is told twice: %s', async (_how, taken, action, decisions) => {
  const record = recordRawDecisionActivity({
    database: system.database,
    files: createFolderStore(system.files),
    progress: { report: () => undefined, stopIfAsked: () => undefined, attempt: () => 1 },
    apiUrl: null,
    allowUnverifiedDecisions: taken,
    log: () => undefined,
  });
  const decisionId = randomUUID();
  const raw = { decision: 'cancel', actor: 'Omar' } as const;
  const answers = [];
  for (let told = 0; told < 2; told++) answers.push(await record({ importId, decisionId, raw }));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[0]?.decisionId).toBe(taken ? decisionId : null);
  const audited = await system.database.query(
    `SELECT FROM audit_event WHERE action = $1 AND detail ->> 'decisionId' = $2`,
    [action, decisionId],
  );
  expect(audited).toHaveLength(1);
  const written = await system.database.query('SELECT FROM decision WHERE id = $1', [decisionId]);
  expect(written).toHaveLength(decisions);
});

it('keeps the first outcome of a decision', async () => {
  const [made] = await system.database.query<{ id: string }>(
    `INSERT INTO decision (kind, import_id, person_id, details)
     SELECT 'cancel', $1, id, '{}' FROM person WHERE name = 'Omar' RETURNING id`,
    [importId],
  );
  const id = made?.id as string;
  const settle = (result: DecisionResult['result']) =>
    system.database.transaction(async (tx) => {
      await lockDecision(tx, id);
      await recordDecisionOutcome(tx, id, { result, problem: null, detail: null, state: 'draft' });
    });
  await settle('applied');
  await settle('refused');
  expect(await findDecision(system.database, id)).toMatchObject({
    state: 'applied',
    outcome: { result: 'applied' },
  });
});
