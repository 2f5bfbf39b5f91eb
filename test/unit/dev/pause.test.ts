import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive, killGroup } from '../../../dev/launcher/processes/end-process';
import { type Part, startPart } from '../../../dev/launcher/processes/part';
import { waitUntil } from '../../../dev/launcher/processes/wait-until';
import { projectRoot } from '../../../config/project-root';

let folder: string;
let part: Part;
let child: number;

/** Starts a child in a group of its own, as PostgreSQL's sessions are, and ends in order on SIGTERM. */
const program = `
  const child = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  process.on('SIGTERM', () => { child.kill(); console.log('in order'); process.exit(); });
  console.log('child ' + child.pid);`;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-pause-'));
  const logFile = path.join(folder, 'log');
  const [command, args] = [process.execPath, ['-e', program]];
  part = await startPart({ name: 'program', command, args, cwd: folder, env: process.env, logFile });
  const named = () => /child (\d+)\n/.exec(readFileSync(logFile, 'utf8'));
  expect(await waitUntil(() => named() !== null, 20_000)).toBe(true);
  child = Number(named()?.[1]);
});
afterEach(() => {
  killGroup(part.pid);
  killGroup(child);
  rmSync(folder, { recursive: true, force: true });
});

const isPaused = (pid: number) =>
  execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('T');
const arePaused = () => [part.pid, child].map(isPaused);

it('stops a part with all that it started, and continues them', () => {
  part.pause();
  expect(arePaused()).toEqual([true, true]);
  part.resume();
  expect(arePaused()).toEqual([false, false]);
});

it('continues a paused part that is stopped, so that it ends in order', async () => {
  part.pause();
  await part.stop();
  expect(await part.ended).toMatchObject({ code: 0, lastLines: expect.arrayContaining(['in order']) });
  expect(await waitUntil(() => !isAlive(child), 5_000)).toBe(true);
});

it('continues what a part that is killed had started', async () => {
  part.pause();
  part.kill('SIGKILL');
  await part.ended;
  expect(isPaused(child)).toBe(false);
});

it('continues a paused process where we end with a fault of our own', () => {
  const ours = path.join(projectRoot(), 'dist/dev/launcher/processes/pause-process.js');
  const failing = `require(${JSON.stringify(ours)}).pauseProcess(${part.pid}); throw new Error('a fault');`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', failing], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('a fault') });
  expect(arePaused()).toEqual([false, false]);
});
