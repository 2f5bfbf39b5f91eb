import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';

const architecture = readFileSync(path.join(projectRoot(), 'docs/architecture.md'), 'utf8');
const map = /## Folders[\s\S]*?```\n([\s\S]*?)```/.exec(architecture)?.[1] ?? '';

const rooms = [
  ...[
    'activities',
    'api',
    'bench',
    'clients',
    'config',
    'connect-sandbox',
    'connectors',
    'console',
    'deploy',
  ],
  ...['dev', 'docs', 'domain', 'prisma', 'readers', 'test', 'worker', 'workflows'],
];
/** What they are made of is explained elsewhere, or is made from something else. */
const unexplained = ['bench', 'deploy', 'docs', 'test'];
const madeOrNamed = ['generated', 'migrations'];

const foldersIn = (room: string): string[] =>
  readdirSync(path.join(projectRoot(), room), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !madeOrNamed.includes(entry.name))
    .map(({ name }) => name);

it('has every room on its map', () => {
  expect(rooms.filter((room) => !new RegExp(`(^|\\s)${room}/`, 'm').test(map))).toEqual([]);
});

it.each(rooms.filter((room) => !unexplained.includes(room)))('has every folder of %s on its map', (room) => {
  const part = new RegExp(`^${room}/.*\\n(\\s.*\\n)*`, 'm').exec(map)?.[0] ?? '';
  expect(foldersIn(room).filter((name) => !part.includes(`${name}/`))).toEqual([]);
});
