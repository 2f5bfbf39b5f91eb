import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from './system';

const states = {
  import: 'SELECT status AS state FROM charge_import WHERE id = $1',
  send: 'SELECT state FROM connect_send WHERE account_id = $1',
};

/**
 * Waits until the database has one of the states, so that the API is asked once and not many times: it costs ten
 * times as much.
 * Says nothing where that does not come in time, nor where a test has the database of a stack or none that answers:
 * the API has
 * the last word.
 */
export async function untilStored(
  system: System,
  what: keyof typeof states,
  id: string,
  wanted: string[],
  deadline: number,
): Promise<void> {
  if (!('database' in system)) return;
  const look = () => system.database.query<{ state: string }>(states[what], [id]).catch(() => []);
  for (let pauseMs = 10; Date.now() < deadline; pauseMs = Math.min(pauseMs * 1.1, 150)) {
    const [stored] = await look();
    if (wanted.includes(stored?.state ?? 'not-sent')) return;
    await sleep(pauseMs);
  }
}
