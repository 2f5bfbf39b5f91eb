import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';

const folder = path.join(projectRoot(), 'docs/decisions');

it('lists every decision by its number and title', () => {
  const files = readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .sort();
  const lines = files.map((name, at) => {
    const [heading = ''] = readFileSync(path.join(folder, name), 'utf8').split('\n');
    const [, number, title = ''] = /^# (\d+)\. (.+)$/.exec(heading) ?? [];
    expect({ name, number: Number(number) }).toEqual({ name, number: at + 1 });
    return `${number}. [${title}](${name})`;
  });
  expect(lines.length).toBeGreaterThan(30);
  const index = readFileSync(path.join(folder, 'README.md'), 'utf8');
  expect(index.split('\n').filter((line) => /^\d+\. /.test(line))).toEqual(lines);
});
