import type { Socket } from 'node:net';
import type { Client, PoolClient } from 'pg';

/**
 * Closes a connection at once, whatever it is waiting for: `end` first says goodbye, which a silent one never receives.
 */
export function destroyConnection(client: Client | PoolClient): void {
  void client.end()?.catch(() => undefined);
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}
