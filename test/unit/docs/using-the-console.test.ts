import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';

const inProject = (file: string) => path.join(projectRoot(), file);
const read = (file: string) => readFileSync(inProject(file), 'utf8');

/** Every text that a screen can show, in its source. */
const onScreens = [
  ...readdirSync(inProject('console/words')).map((file) => `console/words/${file}`),
  'console/app/navigation.ts',
  'domain/sends/client.ts',
  'domain/imports/what-to-do.ts',
  'api/http/problem-table.ts',
]
  .map(read)
  .join('\n');

/** What is bold in the guide stands on a screen: by the beginning of a text, since names and sums may follow. */
const named = [
  ...new Set(
    [...read('docs/using-the-console.md').matchAll(/\*\*([^*]+)\*\*/g)].map(([, name]) => name ?? ''),
  ),
];

it('finds what the guide names', () => expect(named.length).toBeGreaterThan(50));

it.each(named)('the guide names "%s" as a screen does', (name) => {
  expect(["'", '`', '"'].some((quote) => onScreens.includes(quote + name))).toBe(true);
});
