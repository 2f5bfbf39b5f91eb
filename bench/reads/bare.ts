import { fork } from 'node:child_process';
import path from 'node:path';
import { type Database, openDatabase, type Transaction } from '../../prisma/client/database';
import type { BareStatement, BareTask } from './bare-server';
import type { Prepared } from '../../prisma/client/prepared';
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

/** The database queries of a list; settings of its transaction become options of a session. */
async function statementsOf(database: Database, ask: Read['ask']): Promise<BareStatement[]> {
  const statements: BareStatement[] = [];
  const recording = (query: Transaction['query']) => {
    let options = '';
    return <R>(asked: string | Prepared, values: unknown[] = []): Promise<R[]> => {
      const { name, text: sql } = typeof asked === 'string' ? { name: undefined, text: asked } : asked;
      if (sql.startsWith('SET LOCAL '))
        options = sql.replaceAll(/SET LOCAL (\w+) = (\w+)(; )?/g, '-c $1=$2 ');
      else statements.push({ options, name, sql, values });
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
