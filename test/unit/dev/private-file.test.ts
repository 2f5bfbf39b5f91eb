import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { keysOf } from '../../../dev/launcher/stack/keys';
import { readJson, writePrivateJson } from '../../../dev/launcher/stack/private-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'private-'));
  file = path.join(folder, 'stack.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const here = z.object({ api: z.string() });
const mode = () => (statSync(file).mode & 0o777).toString(8);

it('lets only the owner read stack.json, also where an open one was there before', () => {
  writeFileSync(file, '{}', { mode: 0o644 });
  writePrivateJson(file, { api: 'here' });
  expect(mode()).toBe('600');
  expect(readJson(file, here)).toEqual({ api: 'here' });
});

it('reads nothing from a file that is missing, broken or another', () => {
  expect(readJson(file, here)).toBeUndefined();
  for (const broken of ['{ "api": ', '{}', '[]', '{ "api": 7 }']) {
    writeFileSync(file, broken);
    expect(readJson(file, here)).toBeUndefined();
  }
});

it('makes keys anew where what is kept are none', () => {
  writeFileSync(file, '{}');
  expect(keysOf(file).api.viewer).toMatch(/^oc_viewer_/);
});

it('makes random keys once and keeps them', () => {
  const keys = keysOf(file);
  expect(keysOf(file)).toEqual(keys);
  expect(mode()).toBe('600');
  expect(keysOf(path.join(folder, 'other.json')).api.admin).not.toBe(keys.api.admin);
});
