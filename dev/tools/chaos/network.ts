import { type Proxy, startProxy } from '../network/proxy';

type Env = NodeJS.ProcessEnv;

/** By the variable that names it: the part behind it, and its usual port. */
const destinations = [
  { variable: 'DATABASE_URL', part: 'PostgreSQL', usualPort: 5432 },
  { variable: 'TEMPORAL_ADDRESS', part: 'Temporal', usualPort: 7233 },
  { variable: 'CONNECT_BASE_URL', part: 'sandbox', usualPort: 80 },
];

/** A separate proxy for every route by which worker and API reach the other parts. */
export class Network {
  /** By the names of both ends, such as `worker to Temporal`. */
  private readonly proxies = new Map<string, Promise<Proxy>>();

  /** The variables of `from` that lead through proxies instead of directly. */
  async routed(from: string, env: Env): Promise<Env> {
    const routed = destinations.map(async ({ variable, part, usualPort }) => {
      const address = env[variable];
      if (address === undefined) return [];
      const isUrl = address.includes('://');
      const url = new URL(isUrl ? address : `tcp://${address}`);
      const { port } = await this.proxy(`${from} to ${part}`, url.hostname, Number(url.port || usualPort));
      return [[variable, isUrl ? replaceHost(address, url.host, port) : `127.0.0.1:${port}`]];
    });
    return Object.fromEntries((await Promise.all(routed)).flat()) as Env;
  }

  /** @throws Error if no such route exists. */
  async between(name: string): Promise<Proxy> {
    const proxy = await this.proxies.get(name);
    if (!proxy) throw new Error(`nothing leads from ${name} through a proxy`);
    return proxy;
  }

  async close(): Promise<void> {
    const proxies = await Promise.all(this.proxies.values());
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }

  private proxy(name: string, host: string, port: number): Promise<Proxy> {
    const proxy = this.proxies.get(name) ?? startProxy({ target: { host, port } });
    this.proxies.set(name, proxy);
    return proxy;
  }
}

const replaceHost = (url: string, host: string, port: number): string =>
  url.replace(host, `127.0.0.1:${port}`);
