import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Database } from './database';
import { destroyConnection } from './sessions/destroy';

export interface Listener {
  channel: 'outbox' | 'hints';
  onNotification: (payload: string) => void;
  /** It listens from now on. What was sent before that, such as while the connection was broken, is lost. */
  begun?: () => void;
}

const askEveryMs = 10_000;
const reconnectAfterMs = 1_000;

/**
 * Receives notifications on a connection of its own; if that breaks or goes silent, on a new one.
 * @returns the function that stops it.
 */
export function listen(database: Pick<Database, 'listener'>, listener: Listener): () => Promise<void> {
  const ended = new AbortController();
  const listenUntilEnded = async () => {
    while (!ended.signal.aborted) {
      const client = database.listener();
      await listenUntilBroken(client, listener, ended.signal).catch(() => undefined);
      destroyConnection(client);
      await sleep(reconnectAfterMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const listening = listenUntilEnded();
  return () => {
    ended.abort();
    return listening;
  };
}

/** @throws if the connection breaks, gives no answer, or the listener is stopped. */
async function listenUntilBroken(
  client: Client,
  { channel, onNotification, begun }: Listener,
  signal: AbortSignal,
) {
  const broken = new AbortController();
  client.on('error', () => broken.abort());
  client.on('end', () => broken.abort());
  client.on('notification', ({ payload }) => onNotification(payload ?? ''));
  const until = AbortSignal.any([signal, broken.signal]);
  await client.connect();
  await client.query(`LISTEN ${channel}`);
  begun?.();
  for (;;) {
    await sleep(askEveryMs, undefined, { signal: until });
    await client.query('SELECT');
  }
}
