import http from 'node:http';

export interface HealthOptions {
  host: string;
  port: number;
  /** Names of the parts that are away; none when ready. */
  away: () => Promise<string[]>;
}

/** `GET /livez` and `GET /readyz` of the worker. @returns the function that closes it. */
export async function serveHealth({ host, port, away }: HealthOptions): Promise<() => Promise<void>> {
  const server = http.createServer((request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/livez') return answer(200, { status: 'live' });
    if (request.url !== '/readyz') return answer(404, { status: 'unknown path' });
    away().then(
      (parts) =>
        answer(parts.length === 0 ? 200 : 503, {
          status: parts.length === 0 ? 'ready' : 'not ready',
          away: parts,
        }),
      () => answer(503, { status: 'not ready' }),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
