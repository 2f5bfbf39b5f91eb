import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createConnect, type ConnectOptions } from '../../connectors/connect/connect';
import type { Client, NewClient } from '../../domain/sends/client';
import { unlimited } from '../../connectors/connect/rate-limiter';
import type { Untyped } from './untyped';

export const key = 'the-key-of-foreign-connect';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Untyped;
}

/** @returns what to answer: a status and a body (text as it stands), or null to answer nothing. */
export type Behaviour = (asked: Asked, response: ServerResponse) => [number, unknown] | null;

/** Somebody else's Connect, which behaves as the test says. */
export async function foreignConnect(behave: Behaviour) {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', 'http://foreign');
    const text = Buffer.concat(chunks).toString();
    const one = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    asked.push(one);
    const said = behave(one, response);
    if (said && !response.destroyed) {
      const [status, body] = said;
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    }
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    connect: (options: Partial<ConnectOptions> = {}) =>
      createConnect({
        baseUrl: url,
        apiKey: key,
        timeoutMs: 500,
        rateLimiter: unlimited,
        ...options,
      }),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ForeignConnect = Awaited<ReturnType<typeof foreignConnect>>;

export const newClient: NewClient = {
  name: 'Hopfields Energy',
  type: 'Residential',
  siteId: 'site-london-bridge',
  startDate: '2026-03-01T00:00:00Z',
  endDate: '2027-03-01T00:00:00Z',
  billingReference: 'ACC-1006',
};

export const aClient = (fields: Partial<Client> = {}): Client => ({
  ...newClient,
  id: 'c-1',
  status: 'Awaiting Provisioning',
  createdAt: '2026-03-01T00:00:00Z',
  endedAt: null,
  ...fields,
});
