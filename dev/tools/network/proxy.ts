import net, { type AddressInfo } from 'node:net';
import { type Link, link } from './link';

export interface ProxyOptions {
  target: { host: string; port: number };
  /** Any free one unless told otherwise. */
  port?: number;
}

/** A TCP proxy on 127.0.0.1 that can fall silent, like a network that stops delivering without notice. */
export interface Proxy {
  port: number;
  /**
   * Delivers nothing more over existing connections, neither bytes nor their end. Both sides stay connected: what they
   * send is still acknowledged, until the system's buffers are full. New connections are served.
   * @returns how many connections fell silent now.
   */
  silence(): number;
  /** The network is restored: what was sent meanwhile arrives late, in order. @returns for how many connections. */
  revive(): number;
  /**
   * Resets both sides of each silenced connection; what was sent over it meanwhile is lost.
   * @returns how many there were.
   */
  destroySilenced(): number;
  connections(): { served: number; silenced: number };
  /** Resets all connections and stops listening. */
  close(): Promise<void>;
}

/** @throws Error if the port is taken. */
export async function startProxy({ target, port = 0 }: ProxyOptions): Promise<Proxy> {
  const links = new Set<Link>();
  const of = (silenced: boolean) => [...links].filter((one) => one.isSilenced() === silenced);
  const all = (chosen: Link[], act: (one: Link) => void) => (chosen.forEach(act), chosen.length);
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const made: Link = link(client, target, () => links.delete(made));
    links.add(made);
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve()),
  );
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => all(of(false), (one) => one.silence()),
    revive: () => all(of(true), (one) => one.revive()),
    destroySilenced: () => all(of(true), (one) => one.destroy()),
    connections: () => ({ served: of(false).length, silenced: of(true).length }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      all([...links], (one) => one.destroy());
      await closed;
    },
  };
}
