import { readFileSync } from 'node:fs';
import path from 'node:path';
import { variables as ofApi } from '../../../config/api-settings';
import { projectRoot } from '../../../config/project-root';
import { variables as ofWorker } from '../../../config/worker-settings';

interface Row {
  who: string;
  fallback: string;
}

/** The table of configuration in the README, a row for each variable. */
function readTable(): Record<string, Row> {
  const readme = readFileSync(path.join(projectRoot(), 'README.md'), 'utf8');
  const [, table = ''] = readme.split('| Variable | Who | Default | What |');
  const rows: Record<string, Row> = {};
  for (const line of (table.split('\n\n')[0] ?? '').split('\n').slice(2)) {
    const [, names = '', who = '', defaults = ''] = line.split('|').map((cell) => cell.trim());
    const fallbacks = defaults.split(/,\s/);
    [...names.matchAll(/`(\w+)`/g)].forEach(([, name], at) => {
      rows[name as string] = { who, fallback: (fallbacks[at] ?? fallbacks[0] ?? '').replaceAll('`', '') };
    });
  }
  return rows;
}

const table = readTable();
const parts = [
  ['API', ofApi],
  ['worker', ofWorker],
] as const;

it.each(parts)('names every variable of the %s in the README, with its default', (part, variables) => {
  for (const [name, schema] of Object.entries(variables)) {
    const { success, data } = schema.safeParse(undefined);
    const fallback = success && data !== undefined ? `${data as string}` : '–';
    expect({ name, row: table[name] }).toEqual({
      name,
      row: { who: expect.stringContaining(part) as string, fallback },
    });
  }
});

it('names no variable that nobody reads', () => {
  const read = [...Object.keys(ofApi), ...Object.keys(ofWorker), 'MIGRATION_DATABASE_URL'];
  expect(Object.keys(table).filter((name) => !read.includes(name))).toEqual([]);
});
