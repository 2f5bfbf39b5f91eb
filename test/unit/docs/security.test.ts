import { existsSync, readFileSync } from 'node:fs';

it('names no guard in docs/security.md where there is none', () => {
  const named = [
    ...readFileSync('docs/security.md', 'utf8').matchAll(/`((?:api|prisma|worker)\/[\w./-]+)`/g),
  ];
  const files = named.map(([, file]) => file as string);
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
