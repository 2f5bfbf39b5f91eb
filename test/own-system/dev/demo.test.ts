import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeTestState } from '../../setup/test-services';
import { projectRoot } from '../../../config/project-root';

/** Below the folder of test runs, so that what a killed run leaves here is ended by the next one. */
const state = path.join(projectRoot(), '.operate-connect', 'test', `demo-${process.pid}`);
const TWO_RUNS_MS = 150_000;

let running: ChildProcess | undefined;
beforeEach(() => mkdirSync(state, { recursive: true }));
afterEach(async () => {
  if (running && running.exitCode === null && running.kill()) await once(running, 'exit');
  removeTestState(state);
});

/** The tour as a process of its own, on nothing of this machine's but the Temporal program. */
async function demo(env: NodeJS.ProcessEnv = {}) {
  const none = { DATABASE_URL: '', TEMPORAL_ADDRESS: '', CONNECT_BASE_URL: '' };
  running = spawn(process.execPath, [path.join(projectRoot(), 'dist/dev/tools/demo/main.js'), '--once'], {
    env: { ...process.env, ...none, OPERATE_CONNECT_STATE_DIR: state, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [running.stdout, running.stderr])
    stream?.on('data', (text: Buffer) => (output += text.toString()));
  const [code] = (await once(running, 'close')) as [number | null];
  return { code, output };
}

it(
  'takes the tour again and again on the same state, each step right',
  async () => {
    const first = await demo();
    expect([first.code, first.output]).toEqual([0, expect.stringContaining('Every step succeeded.')]);
    expect(first.output).toContain('three accounts that are not yet sent');
    const second = await demo();
    expect([second.code, second.output]).toEqual([0, expect.stringContaining('Every step succeeded.')]);
    expect(second.output).toContain('3 of them new');
    expect(readdirSync(path.join(state, 'exports'))).toHaveLength(2);
    expect(existsSync(path.join(state, 'stack.json'))).toBe(false);
  },
  TWO_RUNS_MS,
);

it('says what it needs, and starts nothing, where Connect is not the sandbox', async () => {
  const { code, output } = await demo({ CONNECT_BASE_URL: 'http://127.0.0.1:1' });
  expect([code, output]).toEqual([1, expect.stringContaining("only the project's own Connect sandbox")]);
  expect(readdirSync(state)).toEqual([]);
});

it('never takes a folder for its state that contains other files', async () => {
  const theirs = path.join(state, 'letter.txt');
  writeFileSync(theirs, 'dear');
  const { code, output } = await demo();
  expect([code, output]).toEqual([1, expect.stringContaining('contains other files')]);
  expect(readdirSync(state)).toEqual(['letter.txt']);
  rmSync(theirs);
});
