import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { createMetrics } from '../../../api/metrics';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { projectRoot } from '../../../config/project-root';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string };
}

const file = path.join(projectRoot(), 'deploy/prometheus/alerts.yml');
const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

let made: TestDatabase;
let database: Database;
beforeAll(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url);
});
afterAll(async () => {
  await database.close();
  await made.close();
});

it('watches metrics that there are', async () => {
  const { text } = await createMetrics(database, () => 0).read();
  expect(rules.length).toBeGreaterThan(5);
  for (const { expr } of rules) {
    const series = /^operate_connect_\w+(?:\{[^}]*\})?/.exec(expr)?.[0] as string;
    expect(text).toContain(`\n${series} 0\n`);
  }
});
