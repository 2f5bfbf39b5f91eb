import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandOf } from '../../../dev/launcher/processes/command-of';
import { GRACEFUL, killGroup } from '../../../dev/launcher/processes/end-process';
import { startPart } from '../../../dev/launcher/processes/part';
import { endLeftovers, findParent, ProcessRecorder } from '../../../dev/launcher/stack/process-record';

let folder: string;
let file: string;
let child: ChildProcess;
const pid = () => child.pid as number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'leftovers-'));
  file = path.join(folder, 'processes.json');
  child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
});
afterEach(() => {
  killGroup(pid());
  rmSync(folder, { recursive: true });
});

/** Writes the child down as one of a run. */
async function recorded(ending = GRACEFUL): Promise<void> {
  const command = (await commandOf(pid())) ?? '';
  (await ProcessRecorder.begin(file)).add({ name: 'api', pid: pid(), command, ending });
}

function edit(change: (record: { parent: { pid: number }; children: { command: string }[] }) => void): void {
  const record = JSON.parse(readFileSync(file, 'utf8'));
  change(record);
  writeFileSync(file, JSON.stringify(record));
}

it('ends a recorded process that still lives', async () => {
  await recorded();
  expect(await endLeftovers(file)).toEqual(['api']);
  expect(await commandOf(pid())).toBeUndefined();
});

it('lets a process be that only has the same pid', async () => {
  await recorded();
  edit((record) => record.children.forEach((one) => (one.command = 'node elsewhere/api.js')));
  expect(await endLeftovers(file)).toEqual([]);
  expect(await commandOf(pid())).toContain('setInterval');
});

it('kills what does not stop in time', async () => {
  const stubborn = `process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)`;
  killGroup(pid());
  child = spawn(process.execPath, ['-e', stubborn], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  await recorded({ signal: 'SIGTERM', withinMs: 200 });
  expect(await endLeftovers(file)).toEqual(['api']);
  expect(await commandOf(pid())).toBeUndefined();
});

it('knows a parent that lives from one that is gone', async () => {
  await ProcessRecorder.begin(file);
  expect(await findParent(file)).toBeUndefined(); // it is this process itself
  const command = await commandOf(pid());
  edit((record) => Object.assign(record.parent, { pid: pid(), command }));
  expect(await findParent(file)).toBe(pid());
  edit((record) => Object.assign(record.parent, { command: 'node another.js' }));
  expect(await findParent(file)).toBeUndefined();
});

it('knows a process from the moment it is started', async () => {
  const recorder = await ProcessRecorder.begin(file);
  let children: unknown;
  const part = await startPart({
    name: 'sleeper',
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1000)'],
    cwd: folder,
    env: process.env,
    logFile: path.join(folder, 'sleeper.log'),
    record(started) {
      recorder.add(started);
      children = JSON.parse(readFileSync(file, 'utf8')).children;
    },
  });
  expect(children).toMatchObject([{ name: 'sleeper', pid: part.pid }]);
  expect(await endLeftovers(file)).toEqual(['sleeper']);
  await part.ended;
});
