import { Refusal } from '../../domain/refusal';
import type { Database } from '../../prisma/client/database';

/** A request that takes longer is suspected to wait for a database that is not there. */
const suspectAfterMs = 2_500;
/** Together, both leave time to answer within 5 s. */
const answersWithinMs = 1_500;

/** Waits for work no longer than the database answers. @throws Refusal database-unavailable; the work goes on alone. */
export type WhileDatabaseAnswers = <T>(work: () => Promise<T>) => Promise<T>;

/** One question at a time is enough for all requests that wait. */
export function watchDatabase({ vital }: Pick<Database, 'vital'>): WhileDatabaseAnswers {
  let asking: Promise<boolean> | null = null;
  const answers = () =>
    (asking ??= within(vital('SELECT 1'), answersWithinMs).finally(() => {
      asking = null;
    }));
  return async (work) => {
    let timer: NodeJS.Timeout | undefined;
    let isDone = false;
    const silence = new Promise<never>((_, reject) => {
      const look = () => {
        timer = setTimeout(() => {
          void answers().then((isThere) => {
            if (!isThere) reject(unavailable());
            else if (!isDone) look();
          });
        }, suspectAfterMs);
      };
      look();
    });
    silence.catch(() => undefined);
    const working = work();
    working.catch(() => undefined);
    try {
      return await Promise.race([working, silence]);
    } finally {
      isDone = true;
      clearTimeout(timer);
    }
  };
}

/** Whether it resolves in time. */
function within(asked: Promise<unknown>, ms: number): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const inTime = asked.then(
    () => true,
    () => false,
  );
  const tooLate = new Promise<boolean>((resolve) => (late = setTimeout(() => resolve(false), ms)));
  return Promise.race([inTime, tooLate]).finally(() => clearTimeout(late));
}

const unavailable = () =>
  new Refusal(
    'database-unavailable',
    'The database does not answer. Check whether it was done before you try again.',
    { extra: { retryAfter: 5 } },
  );
