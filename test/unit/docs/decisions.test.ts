import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';

const folder = path.join(projectRoot(), 'docs/decisions');

it('lists every decision by its number and title', () => {
  const files = readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .sort();
  const lines = files.map((name) => {
    const [heading = ''] = readFileSync(path.join(folder, name), 'utf8').split('\n');
    const [, title = '', number] = /^# ((\d+)\. .+)$/.exec(heading) ?? [];
    expect(name.slice(0, 4)).toBe(number?.padStart(4, '0'));
    return `- [${title}](${name})`;
  });
  expect(lines.length).toBeGreaterThan(30);
  const index = readFileSync(path.join(folder, 'README.md'), 'utf8');
  expect(index.split('\n').filter((line) => line.startsWith('- '))).toEqual(lines);
});
