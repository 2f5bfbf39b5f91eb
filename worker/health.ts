import type { AddressInfo } from 'node:net';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';

export interface HealthOptions {
  host: string;
  port: number;
  /** False if restarting the process is the only remedy. */
  isLive: () => boolean;
  /** Names of the parts that are unavailable; none when ready. */
  away: () => Promise<string[]>;
  metrics: { text(): Promise<string>; contentType: string };
  /** @param key The bearer key that a request must carry. */
  mayReadMetrics: (key: string) => Promise<boolean>;
}

export interface Health {
  /** The port it listens on: the one from the options, or a free one for 0. */
  port: number;
  close(): Promise<void>;
}

/** `GET /livez`, `GET /readyz` and, with a key, `GET /metrics` of the worker. */
export async function serveHealth({ host, port, ...options }: HealthOptions): Promise<Health> {
  const server = http.createServer((request, response) => {
    answer(options, request, response).catch(() => respond(response, 503, { status: 'not ready' }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answer(
  { isLive, away, metrics, mayReadMetrics }: Omit<HealthOptions, 'host' | 'port'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (request.url) {
    case '/livez':
      return isLive()
        ? respond(response, 200, { status: 'live' })
        : respond(response, 503, { status: 'stuck' });
    case '/readyz': {
      const parts = await away();
      const ready = parts.length === 0;
      return respond(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', away: parts });
    }
    case '/metrics': {
      const [, key] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
      if (!key || !(await mayReadMetrics(key)))
        return respond(response, 401, { status: 'a key is required: Authorization: Bearer <key>' });
      const text = await metrics.text();
      return void response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
    }
    default:
      return respond(response, 404, { status: 'unknown path' });
  }
}
