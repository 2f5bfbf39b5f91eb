import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { findFaketime } from '../../../dev/tools/clock/find-faketime';
import { removeSharedMemory, shiftableClock } from '../../../dev/tools/clock/shiftable-clock';
import { startEmbeddedPostgres } from '../../../dev/launcher/embedded-postgres/start';
import { type Part, startPart } from '../../../dev/launcher/processes/part';
import { claimPort } from '../../../dev/launcher/processes/ports';
import { waitUntil } from '../../../dev/launcher/processes/wait-until';
import { removeTestState } from '../../setup/test-services';

const faketime = findFaketime();
/** There is none on every machine; chaos then does without. */
const itWithFaketime = faketime ? it : it.skip;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-clock-'));
  chmodSync(folder, 0o755); // PostgreSQL's own user must get in
});
afterEach(() => removeTestState(folder));

const toleranceMs = 4_000;
const near = (seen: number, wanted: number) => Math.abs(seen - wanted) < toleranceMs;

/**
 * Writes, ten times a second, how far its clock on the wall is from the machine's, by that of its parent at the
 * start; and how long it runs.
 */
const program = `
  const began = performance.now();
  setInterval(() => {
    const away = Date.now() - Number(process.argv[1]) - (performance.now() - began);
    console.log(JSON.stringify({ away, ran: performance.now() - began }));
  }, 100);`;

itWithFaketime('shifts the clock of a Node process while it runs, but not its timers', async () => {
  const clock = shiftableClock(faketime?.threads ?? '', path.join(folder, 'clock'));
  const logFile = path.join(folder, 'log');
  const part: Part = await startPart({
    name: 'program',
    command: process.execPath,
    args: ['-e', program, String(Date.now())],
    cwd: folder,
    env: { ...process.env, ...clock.env },
    logFile,
  });
  const seen = () =>
    readFileSync(logFile, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as { away: number; ran: number });
  const sees = (away: number) => waitUntil(() => near(seen().at(-1)?.away ?? NaN, away), 20_000);
  try {
    for (const seconds of [0, 300, -30, 0]) {
      clock.shift(seconds);
      expect(await sees(seconds * 1_000)).toBe(true);
    }
    const pauses = seen().map(({ ran }, at, all) => ran - (all[at - 1]?.ran ?? 0));
    expect(Math.max(...pauses.slice(1))).toBeLessThan(20_000);
    expect(pauses.length).toBeGreaterThanOrEqual(4);
  } finally {
    part.kill();
    await part.ended;
    removeSharedMemory();
  }
});

itWithFaketime('shifts the clock of PostgreSQL, of old sessions and new ones at once', async () => {
  const clock = shiftableClock(faketime?.oneThread ?? '', path.join(folder, 'clock'));
  const server = await startEmbeddedPostgres({
    dir: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'log'),
    port: await claimPort(54629),
    settings: ['fsync=off'],
    env: clock.env,
  });
  const connect = async () => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    return client;
  };
  const away = async (client: Client) => {
    const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return (rows[0]?.now.getTime() ?? NaN) - Date.now();
  };
  const old = await connect();
  try {
    for (const seconds of [0, 300, -30, 0]) {
      clock.shift(seconds);
      const fresh = await connect();
      const seen = [await away(old), await away(fresh)];
      await fresh.end();
      expect({ seconds, seen, near: seen.every((one) => near(one, seconds * 1_000)) }).toMatchObject({
        near: true,
      });
    }
  } finally {
    await old.end();
    await server.stop();
  }
});

it('removes what libfaketime left of processes that are gone, and nothing else', () => {
  const memory = path.join(folder, 'shm');
  mkdirSync(memory);
  const gone = 2 ** 22 + 1; // above the highest pid
  const kept = [
    `faketime_shm_${process.pid}`,
    `sem.faketime_sem_${process.pid}`,
    'PostgreSQL.1',
    'sem.other',
  ];
  for (const name of [...kept, `faketime_shm_${gone}`, `sem.faketime_sem_${gone}`])
    writeFileSync(path.join(memory, name), '');
  removeSharedMemory(memory);
  expect(readdirSync(memory).sort()).toEqual(kept.sort());
});
