import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LockHeld, acquireLock } from '../../../dev/launcher/stack/lock';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'turn-'));
  file = path.join(folder, 'starting');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is had by one process at a time', () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    writeFileSync(file, String(child.pid));
    expect(() => acquireLock(file)).toThrow(LockHeld);
  } finally {
    child.kill('SIGKILL');
  }
});

it.each(['999999999', '', 'nonsense'])('is taken over from who is gone (%s)', (left) => {
  writeFileSync(file, left);
  const giveBack = acquireLock(file);
  giveBack();
  expect(existsSync(file)).toBe(false);
});
