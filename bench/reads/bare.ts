import { fork } from 'node:child_process';
import path from 'node:path';
import { type Database, openDatabase, type Transaction } from '../../prisma/client/database';
import type { BareStatement } from './bare-server';
import type { Read } from './lists';

/**
 * Starts the bare server for the lists, each at the path of its number. @returns its address, and the function that
 * stops it.
 */
export async function startBareServer(
  databaseUrl: string,
  lists: Read[],
): Promise<{ url: string; stop: () => void }> {
  const database = openDatabase(databaseUrl);
  const recorded: BareStatement[][] = [];
  for (const { ask } of lists) recorded.push(await statementsOf(database, ask));
  await database.close();
  const child = fork(path.join(__dirname, 'bare-server.js'));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the bare server ended')));
    child.send({ database: databaseUrl, lists: recorded });
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/** The database queries of a list; settings of its transaction become options of a session. */
async function statementsOf(database: Database, ask: Read['ask']): Promise<BareStatement[]> {
  const statements: BareStatement[] = [];
  const recording = (query: Database['query']) => {
    let options = '';
    return <R>(sql: string, values: unknown[] = []): Promise<R[]> => {
      if (sql.startsWith('SET LOCAL '))
        options = sql.replaceAll(/SET LOCAL (\w+) = (\w+)(; )?/g, '-c $1=$2 ');
      else statements.push({ options, sql, values });
      return query<R>(sql, values);
    };
  };
  await ask({
    ...database,
    query: recording((sql, values) => database.query(sql, values)),
    transaction: (work) =>
      database.transaction((tx: Transaction) =>
        work({ ...tx, query: recording((sql, values) => tx.query(sql, values)) }),
      ),
  });
  return statements;
}
