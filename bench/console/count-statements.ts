import net, { type AddressInfo } from 'node:net';

/** Counts what a program asks of PostgreSQL, by reading along. */
export interface StatementCounter {
  port: number;
  /** Statements that were executed since the start, those that begin and end transactions among them. */
  statements(): number;
  close(): Promise<void>;
}

/** Messages of PostgreSQL's protocol (version 3) with which a client has a statement executed: Query and Execute. */
const executing = new Set(['Q', 'E'].map((type) => type.charCodeAt(0)));

/** A proxy before PostgreSQL, on 127.0.0.1. The connection must not be encrypted. */
export async function countStatements(target: { host: string; port: number }): Promise<StatementCounter> {
  let count = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, (client) => {
    const upstream = net.connect({ ...target, noDelay: true });
    const read = messageReader((type) => {
      if (executing.has(type)) count++;
    });
    client.on('data', read);
    client.pipe(upstream).pipe(client);
    for (const side of [client, upstream]) {
      sockets.add(side);
      side.on('error', () => [client, upstream].forEach((one) => one.destroy()));
      side.on('close', () => sockets.delete(side));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    statements: () => count,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Finds the types of messages in pieces of any size. The first one, which opens the connection, has none. */
export function messageReader(found: (type: number) => void): (piece: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0);
  let toSkip = 0;
  let isOpened = false;
  return (piece) => {
    kept = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    for (;;) {
      const skipped = Math.min(toSkip, kept.length);
      kept = kept.subarray(skipped);
      toSkip -= skipped;
      const header = isOpened ? 5 : 4;
      if (toSkip > 0 || kept.length < header) return;
      if (isOpened) found(kept[0] as number);
      toSkip = kept.readUInt32BE(header - 4) + (header - 4);
      isOpened = true;
    }
  };
}
