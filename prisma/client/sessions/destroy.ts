import type { Socket } from 'node:net';
import type { Client, PoolClient } from 'pg';

/**
 * Closes a connection at once, whatever it waits for: `end` alone says goodbye first, and a silent one never hears it.
 */
export function destroyConnection(client: Client | PoolClient): void {
  void client.end()?.catch(() => undefined);
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}
