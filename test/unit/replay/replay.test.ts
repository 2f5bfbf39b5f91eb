import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { importStatuses } from '../../../domain/imports/import-states';
import { sendStates } from '../../../domain/sends/send-states';
import { projectRoot } from '../../../config/project-root';

// What goes wrong is told by the test: the core would warn of each, too.
const logging = { filter: makeTelemetryFilterString({ core: 'ERROR' }) };
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging } });

const folder = path.join(projectRoot(), 'test/replay/histories');
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const newest = names.filter((name) => name.startsWith(readdirSync(folder).sort().at(-1) as string));

interface History {
  events: {
    activityTaskCompletedEventAttributes?: { result?: { payloads?: { data: string }[] } };
    workflowExecutionContinuedAsNewEventAttributes?: object;
  }[];
}

const historyOf = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as History;

/**
 * Replayed one after the other with the same code. @returns the names of those that did not replay, with the kind of
 * their failure.
 */
async function failures(code: string, which: string[]): Promise<string[]> {
  const histories = which.map((name) => ({ workflowId: name, history: historyOf(name) }));
  const failed: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { code }, replayName: 'recorded' },
    histories,
  ))
    if (error) failed.push(`${workflowId}: ${error.name}`);
  return failed;
}

it('replays every history that was ever recorded with the code of today', async () => {
  const code = readFileSync(path.join(projectRoot(), 'dist/workflow-bundle.js'), 'utf8');
  expect(names.length).toBeGreaterThan(30);
  expect(await failures(code, names)).toEqual([]);
});

it('goes red when workflows do what they did in another order', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(projectRoot(), 'test/replay/changed/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const failed = await failures(code, newest);
  expect(failed.filter((one) => one.endsWith(': DeterminismViolationError'))).toHaveLength(newest.length);
});

describe('what is recorded', () => {
  /** What activities told the workflow, by the field. */
  const told = (field: string): Set<unknown> =>
    new Set(
      newest.flatMap((name) =>
        historyOf(name).events.flatMap(({ activityTaskCompletedEventAttributes: done }) => {
          const data = done?.result?.payloads?.[0]?.data;
          const result = data && JSON.parse(Buffer.from(data, 'base64').toString());
          return result ? [result[field] ?? result.progress?.[field]] : [];
        }),
      ),
    );

  it('has every state in which an import is found, and every state of a send', () => {
    const statuses = told('status');
    // Received and reading are before the first answer; approved becomes posting within one activity; no void yet.
    const seen = importStatuses.filter((one) => !['received', 'reading', 'posting', 'voided'].includes(one));
    expect(seen.filter((one) => !statuses.has(one))).toEqual([]);
    const states = told('state');
    const known = sendStates.filter((one) => !['requested', 'settling'].includes(one));
    expect(known.filter((one) => !states.has(one))).toEqual([]);
    for (const kept of ['charge-import.reading', 'charge-import.posting', 'send-to-connect.settling'])
      expect(newest.some((name) => name.endsWith(`${kept}.json`))).toBe(true);
  });

  it('has runs that were continued as new', () => {
    const continued = newest.filter((name) =>
      historyOf(name).events.some(
        ({ workflowExecutionContinuedAsNewEventAttributes: attributes }) => attributes,
      ),
    );
    expect(continued).toHaveLength(2);
  });
});
