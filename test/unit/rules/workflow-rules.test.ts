import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';

/** What would give another answer when a history is replayed, and the rule that must refuse it. */
const faults: [line: string, rule: string][] = [
  ['export const a = process.env.HOME;', 'no-restricted-globals'],
  ['console.log(1);', 'no-restricted-globals'],
  ["export const b = fetch('http://127.0.0.1');", 'no-restricted-globals'],
  ['export const c = crypto.randomUUID();', 'no-restricted-globals'],
  ['setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['export const d = Math.random();', 'no-restricted-properties'],
  ['export const e = Date.now();', 'no-restricted-properties'],
  ['export const f = new Date();', 'no-restricted-syntax'],
  ['export const g = new Map<string, string>();', 'no-restricted-syntax'],
  ['Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
  ['if (Promise.resolve(true)) throw new Error();', '@typescript-eslint/no-misused-promises'],
];

let folder: string;
let found: { line: number; ruleId: string }[];

beforeAll(() => {
  const root = projectRoot();
  folder = mkdtempSync(path.join(os.tmpdir(), 'workflow-rules-'));
  mkdirSync(path.join(folder, 'workflows'));
  for (const name of ['eslint.config.mjs', 'tsconfig.json', 'package.json'])
    cpSync(path.join(root, name), path.join(folder, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'workflows/planted.ts'), faults.map(([line]) => line).join('\n'));
  const eslint = path.join(folder, 'node_modules/eslint/bin/eslint.js');
  const ran = spawnSync(process.execPath, [eslint, '--format', 'json', 'workflows'], {
    cwd: folder,
    encoding: 'utf8',
  });
  found = JSON.parse(ran.stdout)[0].messages;
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(faults.map(([line, rule], index) => [rule, line, index + 1] as const))(
  '%s refuses in a workflow: %s',
  (rule, _line, number) => {
    expect(found.filter(({ line }) => line === number).map(({ ruleId }) => ruleId)).toContain(rule);
  },
);
