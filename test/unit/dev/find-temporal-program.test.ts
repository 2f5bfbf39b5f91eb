import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findTemporalProgram } from '../../../dev/launcher/temporal/find-program';
import { waysToTemporal } from '../../../dev/launcher/temporal/ways';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'find-temporal-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that answers `--version` so. */
function fake(where: string, says: string, code = 0): string {
  const file = path.join(folder, where);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${says}"\nexit ${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

const REAL = 'temporal version 1.5.1 (Server 1.29.1)';

/** Ways that need no network. */
function near(env: NodeJS.ProcessEnv) {
  return waysToTemporal({ env, cache: path.join(folder, 'bin'), log: () => undefined }).slice(0, 4);
}

it('prefers TEMPORAL_CLI_PATH to PATH, and PATH to the cache', async () => {
  const named = fake('named', REAL);
  const onPath = fake('path/temporal', REAL);
  const cached = fake('bin/temporal', REAL);
  const PATH = path.join(folder, 'path');
  expect(await findTemporalProgram(near({ TEMPORAL_CLI_PATH: named, PATH }))).toBe(named);
  expect(await findTemporalProgram(near({ PATH }))).toBe(onPath);
  expect(await findTemporalProgram(near({ PATH: '' }))).toBe(cached);
});

it('passes over what does not run and what is another program', async () => {
  const broken = fake('broken', 'no', 3);
  fake('path/temporal', 'temporal: a planner for meetings');
  const cached = fake('bin/temporal', REAL);
  const env = { TEMPORAL_CLI_PATH: broken, PATH: path.join(folder, 'path') };
  expect(await findTemporalProgram(near(env))).toBe(cached);
});

it('lists every way with what it said when none works', async () => {
  const env = { TEMPORAL_CLI_PATH: path.join(folder, 'nowhere'), PATH: path.join(folder, 'path') };
  fake('path/temporal', 'another');
  const ways = [...near(env), { name: 'the download', find: () => Promise.reject(new Error('no network')) }];
  const error: Error = await findTemporalProgram(ways).then(
    () => Promise.reject(new Error('found')),
    (reason: Error) => reason,
  );
  expect(error.message).toMatch(/TEMPORAL_ADDRESS.*not set/);
  expect(error.message).toMatch(/TEMPORAL_CLI_PATH.*nowhere does not exist/);
  expect(error.message).toMatch(/on PATH.*is another program: another/);
  expect(error.message).toMatch(/cache: .*bin\/temporal does not exist/);
  expect(error.message).toMatch(/the download: no network/);
});

it('names six ways in the order in which they are tried', () => {
  const names = waysToTemporal({ env: {}, cache: folder, log: () => undefined }).map((way) => way.name);
  expect(names.map((name) => name.split(',')[0])).toEqual([
    'TEMPORAL_ADDRESS',
    'TEMPORAL_CLI_PATH',
    '`temporal` on PATH',
    "the project's cache",
    "the SDK's download",
    '`go install`',
  ]);
});
