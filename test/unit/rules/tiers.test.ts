import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';

const folder = path.join(projectRoot(), 'test');
const config = jest.requireActual<{ projects: { roots: string[] }[] }>(
  path.join(projectRoot(), 'jest.config.cjs'),
);
const tiers = config.projects
  .flatMap(({ roots }) => roots)
  .map((root) => root.replace('<rootDir>/test/', ''));

it('has every test file in a tier: elsewhere nobody would run it', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.test\.ts$/.test(name),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((name) => !tiers.includes(name.split(path.sep)[0] as string))).toEqual([]);
});
