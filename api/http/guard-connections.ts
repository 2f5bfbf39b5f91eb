import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from './network-of';

export interface ConnectionLimits {
  /** In all. Further ones are closed as they come. */
  max: number;
  /** From one address; null where every connection comes from a proxy. */
  maxOfOne: number | null;
  /** How long a client may leave an answer unread. Milliseconds. */
  unreadMs: number;
  lookEveryMs?: number;
  /** Told at most once a minute. */
  refused: (why: 'all' | 'address') => void;
}

const tellEveryMs = 60_000;

interface Progress {
  read: number;
  since: number;
}

/**
 * Keeps those who only occupy connections from keeping others out. What Node itself limits (the time for headers, the
 * size of them) is set where the server is made.
 */
export function guardConnections(server: Server, limits: ConnectionLimits): void {
  const { max, maxOfOne, unreadMs, lookEveryMs = 1_000 } = limits;
  const open = new Map<Socket, Progress>();
  const byNetwork = new Map<string, number>();
  let toldAt = -Infinity;
  const refuse = (why: 'all' | 'address') => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    limits.refused(why);
  };
  const look = (now: number) => {
    for (const [socket, progress] of open) {
      const unread = socket.writableLength;
      const read = socket.bytesWritten - unread;
      if (unread === 0 || read !== progress.read) Object.assign(progress, { read, since: now });
      else if (now - progress.since >= unreadMs) socket.destroy();
    }
  };

  server.maxConnections = max;
  server.on('drop', () => refuse('all'));
  server.prependListener('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '');
    const count = (byNetwork.get(network) ?? 0) + 1;
    if (maxOfOne !== null && count > maxOfOne) {
      refuse('address');
      return void socket.destroy();
    }
    byNetwork.set(network, count);
    open.set(socket, { read: 0, since: performance.now() });
    socket.once('close', () => {
      open.delete(socket);
      const left = (byNetwork.get(network) ?? 1) - 1;
      if (left > 0) byNetwork.set(network, left);
      else byNetwork.delete(network);
    });
  });
  const looking = setInterval(() => look(performance.now()), lookEveryMs).unref();
  server.once('close', () => clearInterval(looking));
}
