import { setTimeout as sleep } from 'node:timers/promises';
import type { Prepared } from '../prepared';

/** What only reads asks a database or a transaction, whichever it is given. */
export interface Reader {
  query<R>(sql: string | Prepared, values?: unknown[]): Promise<R[]>;
}

/** Runs what is read in a transaction of its own. */
type Begin = <R>(read: (reader: Reader) => Promise<R>) => Promise<R>;

/**
 * Reads in another transaction while the own one goes on; in the own one, once the result is asked for, where there is
 * no other or something is in its way: a transaction that holds locks waits for nobody on account of this.
 */
export function readBeside<T>(
  read: (reader: Reader) => Promise<T>,
  own: Reader,
  begin?: Begin,
): () => Promise<T> {
  if (!begin) return () => read(own);
  const ended = begin(async (reader) => {
    await reader.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return read(reader);
  }).then(
    (result) => ({ result }),
    (error: { code?: string }) => ({ error }),
  );
  return async () => {
    await talkUntil(ended, own);
    const end = await ended;
    if ('result' in end) return end.result;
    if (!isInTheWay(end.error)) throw end.error as Error;
    return read(own);
  };
}

/**
 * There is no connection (what the pool or Node says, without an SQLSTATE; not let in; none left), it broke or was
 * ended, or somebody has a lock.
 */
const isInTheWay = ({ code }: { code?: string }): boolean =>
  code?.length !== 5 || /^(08|25P|28|53|55|57|E)/.test(code);

const talkEveryMs = 1_000;

/** Whoever waits for a transaction that is silent for long takes its process for frozen, and ends it. */
async function talkUntil(ended: Promise<unknown>, own: Reader): Promise<void> {
  const isThere = ended.then(() => true);
  const pause = () => sleep(talkEveryMs, false, { ref: false });
  while (!(await Promise.race([isThere, pause()]))) await own.query('SELECT');
}
