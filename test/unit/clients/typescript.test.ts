import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOperateConnect, etagOf, OperateConnectProblem, until } from '../../../clients/typescript/src';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close().closeAllConnections()));

/** A client of an API that answers like this. */
async function clientOf(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  timeoutMs?: number,
) {
  const server = createServer(answer);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return createOperateConnect({ baseUrl: `http://127.0.0.1:${port}`, key: 'oc_1', timeoutMs });
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const id = '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10';
const at = { params: { path: { id } } };
const problem = {
  type: '/problems/invalid-request',
  title: 'The request is not valid',
  status: 422,
  errors: [{ pointer: '/name', detail: 'Is required.' }],
  retryAfter: 3,
  requestId: id,
};

it('throws a refusal, with all that the problem says', async () => {
  const client = await clientOf((_request, response) => void json(response, 422, problem));
  const refused = await client.get('/v1/accounts/{id}', at).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OperateConnectProblem);
  expect(refused).toMatchObject({ ...problem, detail: undefined });
  expect((refused as Error).message).toBe(
    'GET /v1/accounts/{id} was answered with 422: The request is not valid. /name: Is required.',
  );
});

it.each(['<html>Bad gateway</html>', ''])('throws what is no problem of ours, too (%p)', async (page) => {
  const client = await clientOf((_request, response) => void response.writeHead(502).end(page));
  const refused = await client.get('/v1/me').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OperateConnectProblem);
  expect(refused).toMatchObject({ status: 502, type: 'about:blank', errors: [] });
  expect((refused as Error).message).toContain(page);
});

it('sends the key, and reads all pages of a list', async () => {
  const asked: string[] = [];
  const client = await clientOf((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    const isFirst = !request.url?.includes('cursor');
    json(response, 200, { items: [{ id: isFirst ? 'a' : 'b' }], next: isFirst ? 'x&y' : null });
  });
  const found: string[] = [];
  for await (const account of client.list('/v1/accounts', { params: { query: { q: 'p' } } }))
    found.push(account.id);
  expect(found).toEqual(['a', 'b']);
  expect(asked).toEqual([
    '/v1/accounts?limit=200&q=p Bearer oc_1',
    '/v1/accounts?limit=200&q=p&cursor=x%26y Bearer oc_1',
  ]);
});

it('knows the version of an answer', async () => {
  const client = await clientOf((_request, response) => void json(response, 200, { id }, { etag: '"3"' }));
  expect(etagOf(await client.get('/v1/accounts/{id}', at))).toBe('"3"');
  expect(etagOf({ id })).toBeUndefined();
});

it('gives up a request that takes too long', async () => {
  const client = await clientOf(() => undefined, 50);
  await expect(client.get('/v1/me')).rejects.toMatchObject({ name: 'TimeoutError' });
});

it('waits until it is done, but not for ever', async () => {
  let looks = 0;
  const look = () => Promise.resolve(++looks);
  expect(await until(look, (found) => found === 3, { everyMs: 1 })).toBe(3);
  await expect(until(look, () => false, { everyMs: 1, withinMs: 20 })).rejects.toThrow(
    /^Not done within 20 ms; the last answer was \d+$/,
  );
  await expect(until(look, () => false, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});
