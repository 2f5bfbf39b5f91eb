import { setTimeout as sleep } from 'node:timers/promises';
import type { Client as PgClient } from 'pg';
import type { Database } from '../prisma/client/database';
import { destroyConnection } from '../prisma/client/sessions/destroy';

const askEveryMs = 10_000;

/**
 * Receives notifications of new entries, on a connection of its own; if that breaks or goes silent, on a new one.
 * Polling continues meanwhile. @returns the function that stops it.
 */
export function listenToOutbox(database: Database, onNews: () => void): () => Promise<void> {
  const ended = new AbortController();
  const hear = async () => {
    while (!ended.signal.aborted) {
      const client = database.listener();
      await hearOn(client, onNews, ended.signal).catch(() => undefined);
      destroyConnection(client);
      await sleep(1_000, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const hearing = hear();
  return () => {
    ended.abort();
    return hearing;
  };
}

/** @throws if the connection breaks, gives no answer, or the listener is stopped. */
async function hearOn(client: PgClient, onNews: () => void, signal: AbortSignal): Promise<void> {
  const broken = new AbortController();
  client.on('error', () => broken.abort());
  client.on('end', () => broken.abort());
  client.on('notification', onNews);
  const until = AbortSignal.any([signal, broken.signal]);
  await client.connect();
  await client.query('LISTEN outbox');
  for (;;) {
    await sleep(askEveryMs, undefined, { signal: until });
    await client.query('SELECT');
  }
}
