import { mkdtempSync, statSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { removeTestState } from '../../setup/test-services';
import { startEmbeddedPostgres } from '../../../dev/launcher/embedded-postgres/start';
import { claimPort } from '../../../dev/launcher/processes/ports';
import { projectRoot } from '../../../config/project-root';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(projectRoot(), '.operate-connect', 'postgres-test-'))));
afterEach(() => removeTestState(folder));

const start = async () =>
  startEmbeddedPostgres({
    dir: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'log'),
    port: await claimPort(54629),
    settings: ['fsync=off'],
  });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

it('takes over from a server that outlived its parent, and keeps the data', async () => {
  const first = await start();
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
  const second = await start(); // as after a kill -9 of the parent: nobody stopped the first
  await first.part.ended;
  expect(await query(second.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  await second.stop();
});

it('keeps a random password that only its owner can read, and asks for it', async () => {
  const { url, outside, stop } = await start();
  const file = path.join(outside ?? path.join(folder, 'postgres'), 'password');
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  await stop();
});
