import { randomBytes } from 'node:crypto';
import type { temporal } from '@temporalio/proto';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { callFile, codedAccount } from '../../setup/calls';
import { approve, complete, importFile, importState } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

type History = temporal.api.history.v1.IHistory;

const newKey = () => randomBytes(32).toString('base64url');
const [old, rotated, foreign] = [`old:${newKey()}`, `new:${newKey()}`, `foreign:${newKey()}`];

/** As the server stores it: nothing is decoded. */
const historyOf = (system: OwnSystem, importId: string): Promise<History> =>
  system.temporal.workflow.getHandle(chargeImportId(importId)).fetchHistory();

interface RawPayload {
  metadata: Record<string, Uint8Array>;
  data?: Uint8Array | null;
}

/** All payloads of a history but those of search attributes, which no codec ever gets. */
function payloadsIn(value: unknown): RawPayload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if ('metadata' in value && 'data' in value) return [value as RawPayload];
  return Object.entries(value).flatMap(([name, one]) => (name === 'searchAttributes' ? [] : payloadsIn(one)));
}

const labels = (history: History, name: string) =>
  new Set(payloadsIn(history).map(({ metadata }) => Buffer.from(metadata[name] ?? []).toString()));

/** Everything that a history holds as text but search attributes. */
function textIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, one]) => (name === 'searchAttributes' ? '' : textIn(one)))
    .join('\n');
}

/** In plain text, each of them stands in the history of an import. */
const words = ['London Bridge', 'GBP', 'matched', 'asOf', 'Read the file', 'json/plain'];
const wordsIn = (history: History) => words.filter((word) => textIn(history).includes(word));

async function draft(system: OwnSystem) {
  const { code } = await codedAccount(system);
  return importFile(system, { content: callFile([{ code, sell: '1.25' }]) });
}

/** Ends the worker and starts one with other keys; the API keeps those that it has. */
async function workerWith(system: OwnSystem, keys: string) {
  await system.stopWorker();
  system.env.PAYLOAD_KEYS = keys;
  await system.startWorker();
}

describe('switched on', () => {
  let system: OwnSystem;
  beforeAll(async () => {
    system = await startSystem({ payloadKeys: `${old},${rotated}` });
  });
  afterAll(() => system.stop());

  it('leaves no word in plain text at the server, and a worker with rotated keys carries on', async () => {
    const { id, batchSheetId } = await draft(system);
    expect((await complete(system, batchSheetId)).status).toBe(200);
    await workerWith(system, `${rotated},${old}`);
    expect((await approve(system, batchSheetId)).status).toBe(200);
    await importState(system, id, ['posted']);
    const history = await historyOf(system, id);
    expect(labels(history, 'encoding')).toEqual(new Set(['binary/encrypted']));
    const names = [...labels(history, 'encryption-key-id')].map((keyId) => keyId.split('.')[0]);
    expect(names.sort()).toEqual(['new', 'old']);
    expect(payloadsIn(history).length).toBeGreaterThan(12);
    expect(wordsIn(history)).toEqual([]);
  });

  it('stops for a key that is missing, names it, and carries on once it is there', async () => {
    const { id, batchSheetId } = await draft(system);
    const { events } = await historyOf(system, id);
    const [keyId = ''] = labels({ events }, 'encryption-key-id');
    await workerWith(system, foreign);
    const decided = complete(system, batchSheetId);
    const failures = async () =>
      ((await historyOf(system, id)).events ?? []).flatMap(
        ({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message ?? [],
      );
    const [told] = await until(failures, (all) => all.length > 0);
    expect(told).toContain(keyId);
    expect(keyId).toMatch(/^(new|old)\./);
    await workerWith(system, `${rotated},${old}`);
    expect((await decided).status).toBeLessThan(300);
    await importState(system, id, ['completed']);
  });
});

describe('not switched on', () => {
  let system: OwnSystem;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  it('writes what it always wrote; a history continues when it is switched on, and when it is off again', async () => {
    const { id, batchSheetId } = await draft(system);
    const before = await historyOf(system, id);
    expect(labels(before, 'encoding')).toEqual(new Set(['json/plain']));
    expect(wordsIn(before)).toEqual(words);
    await workerWith(system, old);
    expect((await complete(system, batchSheetId)).status).toBeLessThan(300);
    await importState(system, id, ['completed']);
    const halfway = await historyOf(system, id);
    expect(labels(halfway, 'encoding')).toEqual(new Set(['json/plain', 'binary/encrypted']));
    await workerWith(system, `none,${old}`);
    const encrypted = (history: History) =>
      payloadsIn(history).filter(({ metadata }) => 'encryption-key-id' in metadata).length;
    const soFar = encrypted(await historyOf(system, id));
    expect((await approve(system, batchSheetId)).status).toBe(200);
    await importState(system, id, ['posted']);
    expect(encrypted(await historyOf(system, id))).toBe(soFar);
  });
});
