import { fork } from 'node:child_process';
import path from 'node:path';
import { type Database, openDatabase } from '../../prisma/client/database';
import { pageSettings } from '../../prisma/client/page-settings';
import type { BareStatement, BareTask } from './bare-server';
import type { Read } from './lists';

/**
 * Starts the bare server for the lists, each at the path of its number. @returns its address, and the function that
 * stops it.
 */
export async function startBareServer(
  databaseUrl: string,
  lists: Pick<Read, 'ask'>[],
  connections = 2,
): Promise<{ url: string; pid: number; stop: () => void }> {
  const database = openDatabase(databaseUrl);
  const recorded: BareStatement[][] = [];
  for (const { ask } of lists) recorded.push(await statementsOf(database, ask));
  await database.close();
  const child = fork(path.join(__dirname, 'bare-server.js'));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the bare server ended')));
    child.send({ database: databaseUrl, lists: recorded, connections } satisfies BareTask);
  });
  return { url: `http://127.0.0.1:${port}`, pid: child.pid as number, stop: () => void child.kill() };
}

/** The database queries of a list; how a page is found becomes options of a session. */
async function statementsOf(database: Database, ask: Read['ask']): Promise<BareStatement[]> {
  const statements: BareStatement[] = [];
  await ask({
    ...database,
    query(asked, values = []) {
      const { name, text: sql } = typeof asked === 'string' ? { name: undefined, text: asked } : asked;
      statements.push({ options: '', name, sql, values });
      return database.query(asked, values);
    },
    page(how, sql, values) {
      const options = pageSettings[how].map((one) => one.replace(/SET (\w+) = (\w+)/, '-c $1=$2')).join(' ');
      statements.push({ options, name: undefined, sql, values });
      return database.page(how, sql, values);
    },
  });
  if (statements.length === 0) throw new Error('nothing was asked that the bare server could send');
  return statements;
}
