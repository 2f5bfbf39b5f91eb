import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';

/** What each room may not import: a planted fault, and the rule that must name it. */
const faults: [file: string, source: string, rule: string][] = [
  ['domain/planted.ts', `import '../readers/target';`, 'domain-imports'],
  ['domain/planted.ts', `import 'zod';`, 'domain-and-workflows-are-plain'],
  ['domain/planted.ts', `import '@temporalio/common';`, 'no-temporal-inside'],
  ['domain/planted.ts', `import 'node:fs';`, 'no-node-built-ins-in-domain-and-workflows'],
  ['workflows/planted/workflow.ts', `import '../../activities/target';`, 'workflows-imports'],
  ['workflows/planted/workflow.ts', `import '@temporalio/client';`, 'workflow-code-only-in-workflows'],
  ['workflows/planted/workflow.ts', `import 'node:crypto';`, 'no-node-built-ins-in-domain-and-workflows'],
  ['workflows/planted/workflow.ts', `import '../../domain/zoned';`, 'workflows-know-no-time-zones'],
  ['workflows/planted/contract.ts', `import '@temporalio/common';`, 'contracts-are-plain'],
  ['readers/planted.ts', `import '../prisma/target';`, 'readers-imports'],
  ['connectors/planted.ts', `import '../readers/target';`, 'connectors-imports'],
  ['connectors/planted.ts', `import '@temporalio/common';`, 'no-temporal-inside'],
  ['prisma/planted.ts', `import '../readers/target';`, 'prisma-imports'],
  ['activities/planted.ts', `import '../api/target';`, 'activities-imports'],
  ['activities/planted.ts', `import '../workflows/target/workflow';`, 'activities-imports'],
  ['activities/planted.ts', `import 'express';`, 'activities-host-nothing'],
  ['api/planted.ts', `import '../activities/target';`, 'api-imports'],
  ['api/planted.ts', `import '../workflows/target/workflow';`, 'api-workflow-types-only'],
  ['api/planted.ts', `import '@temporalio/activity';`, 'api-runs-no-activity'],
  ['worker/planted.ts', `import '../api/target';`, 'worker-imports'],
  ['worker/planted.ts', `import '../dev/target';`, 'worker-imports'],
  ['config/planted.ts', `import '../prisma/target';`, 'config-imports'],
  ['config/planted.ts', `import '../workflows/target/workflow';`, 'config-imports'],
  ['prisma/planted.ts', `import '../config/target';`, 'prisma-imports'],
  ['connect-sandbox/planted.ts', `import '../domain/zoned';`, 'connect-sandbox-imports'],
  ['api/planted.ts', `import '../connect-sandbox/target';`, 'api-imports'],
  ['clients/planted.ts', `import '../domain/zoned';`, 'clients-imports'],
  ['clients/planted.ts', `import 'zod';`, 'clients-have-one-dependency'],
  ['clients/planted.ts', `import 'node:fs';`, 'clients-know-no-node'],
  ['console/planted.ts', `import '../api/target';`, 'console-imports'],
  ['console/planted.ts', `import 'node:fs';`, 'console-knows-no-node'],
  ['api/planted.ts', `import '../console/target';`, 'api-imports'],
  ['api/planted.ts', `import '../clients/target';`, 'api-imports'],
  ['console/planted.ts', `import '../dev/target';`, 'console-imports'],
  ['clients/planted.ts', `import '../console/target';`, 'clients-imports'],
  ['domain/planted.ts', `import '../console/target';`, 'domain-imports'],
  ['workflows/planted/workflow.ts', `import '../../clients/target';`, 'workflows-imports'],
  ['readers/planted.ts', `import '../bench/target';`, 'readers-imports'],
  ['prisma/planted.ts', `import '../clients/target';`, 'prisma-imports'],
  ['activities/planted.ts', `import '../console/target';`, 'activities-imports'],
  ['api/planted.ts', `import '../bench/target';`, 'api-imports'],
  ['worker/planted.ts', `import '../deploy/target';`, 'worker-imports'],
  ['dev/planted.ts', `import '../bench/target';`, 'dev-imports'],
  ['dev/planted.ts', `import '../test/target';`, 'dev-imports'],
  ['bench/planted.ts', `import '../test/target';`, 'bench-imports'],
  ['deploy/planted.ts', `import '../bench/target';`, 'deploy-imports'],
  ['domain/circular/one.ts', `import './other';`, 'no-circular'],
];

const targets = [
  'config/target',
  'clients/target',
  'console/target',
  'connect-sandbox/target',
  'readers/target',
  'activities/target',
  'prisma/target',
  'api/target',
  'dev/target',
  'bench/target',
  'deploy/target',
  'test/target',
  'workflows/target/workflow',
];
const rooms = [
  'clients',
  'console',
  'config',
  'connect-sandbox',
  'domain',
  'workflows',
  'activities',
  'connectors',
  'readers',
  'worker',
  'api',
  'prisma',
  'dev',
  'bench',
  'deploy',
  'test',
];

let folder: string;
let found: string;

/** A file of its own for each fault, so that one run of the rules judges them all. */
const plantedIn = (file: string, index: number) =>
  file.endsWith('planted.ts')
    ? file.replace('planted', `planted-${index}`)
    : file.replace('planted/', `planted-${index}/`);

beforeAll(() => {
  const root = projectRoot();
  folder = mkdtempSync(path.join(os.tmpdir(), 'import-rules-'));
  for (const room of rooms) mkdirSync(path.join(folder, room));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(path.join(root, name), path.join(folder, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  for (const target of targets) write(`${target}.ts`, 'export const target = 1;');
  write('domain/circular/other.ts', `import './one';`);
  write('domain/zoned.ts', `import 'temporal-polyfill';`);
  write(
    'api/innocent.ts',
    `import type { target } from '../../workflows/target/workflow';\nexport type Mine = typeof target;`,
  );
  faults.forEach(([file, source], index) => write(plantedIn(file, index), source));
  found = cruise();
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(file: string, source: string) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), `${source}\n`);
}

function cruise(): string {
  const bin = path.join(folder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [bin, '--config', '.dependency-cruiser.cjs', ...rooms];
  const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return ran.stdout + ran.stderr;
}

it.each(faults.map(([file, source, rule], index) => [rule, plantedIn(file, index), source] as const))(
  '%s refuses in %s: %s',
  (rule, file) => {
    expect(found).toContain(`error ${rule}: ${file}`);
  },
);

it('lets the API know a workflow by its type, and the innocent go', () => {
  expect(found).not.toContain('innocent');
  expect(found).not.toMatch(/error \S+: \S*target/);
});
