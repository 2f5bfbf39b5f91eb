import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../config/project-root';
import { callFile } from '../../setup/calls';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

const run = promisify(execFile);
const inProject = (place: string) => path.join(projectRoot(), place);
const compiler = inProject('node_modules/typescript/bin/tsc');

let system: OwnSystem;
let folder: string;
beforeAll(async () => {
  system = await startSystem();
  folder = mkdtempSync(path.join(os.tmpdir(), 'client-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await system.stop();
});

/** A project of somebody who has installed the client and its dependency, and nothing else of ours. */
async function installClient(): Promise<void> {
  const modules = path.join(folder, 'node_modules');
  const client = path.join(modules, 'operate-connect-client');
  mkdirSync(client, { recursive: true });
  const dist = path.join(client, 'dist');
  await run(process.execPath, [compiler, '-p', inProject('clients/typescript'), '--outDir', dist]);
  cpSync(inProject('clients/typescript/package.json'), path.join(client, 'package.json'));
  cpSync(inProject('clients/typescript/src/schema.d.ts'), path.join(dist, 'schema.d.ts'));
  mkdirSync(path.join(modules, '@types'));
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers', '@types/node', 'undici-types'])
    symlinkSync(inProject(`node_modules/${name}`), path.join(modules, name));
}

it('does the whole job with the lines of its README', async () => {
  const readme = readFileSync(inProject('clients/typescript/README.md'), 'utf8');
  const [, lines = ''] = /```ts\n([^]*?)```/.exec(readme) ?? [];
  expect(lines.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(34);
  await installClient();
  writeFileSync(path.join(folder, 'job.mts'), lines);
  writeFileSync(
    path.join(folder, 'calls.csv'),
    callFile([
      { code: 'PLOVER', sell: '1.25' },
      { code: 'PLOVER', sell: '2' },
    ]),
  );
  // As strictly as their developer would have it; errors are on standard output.
  const strict = [
    '--strict',
    '--noEmitOnError',
    '--module',
    'node20',
    '--target',
    'es2023',
    '--types',
    'node',
  ];
  const compiled = await run(process.execPath, [compiler, ...strict, 'job.mts'], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  expect(compiled.stdout).toBe('');
  const { stdout } = await run(process.execPath, ['job.mjs'], {
    cwd: folder,
    env: { OPERATE_CONNECT_URL: system.api, OPS_KEY: system.keys.lead, APPROVER_KEY: system.keys.approver },
  });
  expect(stdout).toContain("Unmatched rows, by reason: { 'unknown code': 2 }");
  expect(stdout).toContain('One person cannot do both: 403 /problems/own-work');
  expect(stdout).toMatch(/ACC-3001 1\.25\d*\nACC-3001 2\d*/);
});
