import { randomUUID } from 'node:crypto';
import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import { type Problem, Refusal } from '../../domain/refusal';
import { toProblem } from './problems';

/** A client that is told off while it sends may go on for a moment: a reset could lose the answer. */
const patienceMs = 2_000;

const byCode: Record<string, [Problem, string]> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The request line and the headers are too large together.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time. Send it again.'],
};
const notHttp: [Problem, string] = ['malformed-request', 'The request cannot be read as HTTP/1.1.'];

/** Answers what never becomes a request with a problem as well, since it reaches no route. */
export function answerBrokenRequests(server: Server): void {
  const answered = new WeakSet<Duplex>();
  const current = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => {
    current.set(socket, response);
    response.once('close', () => current.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (answered.has(socket)) return;
    answered.add(socket);
    const problem = byCode[error.code ?? ''] ?? notHttp;
    const response = current.get(socket);
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    // What is wrong came after a request that is being answered.
    else if (response?.req.complete) response.once('finish', () => end(socket, ...problem));
    // In the middle of an answer, another one would be taken for a part of it.
    else if (response?.headersSent) socket.destroy();
    else end(socket, ...problem);
  });
  server.on('connect', (_request, socket) => {
    end(socket, 'method-not-allowed', 'This is not a proxy: CONNECT is not allowed.', {
      allow: 'GET, HEAD, POST, PATCH, DELETE, OPTIONS',
    });
  });
  server.on('checkExpectation', (request, response) => {
    const refusal = new Refusal('expectation-failed', 'Only Expect: 100-continue can be met.');
    const { status, headers, body } = answerOf(refusal);
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  });
}

function end(socket: Duplex, problem: Problem, detail: string, more: Record<string, string> = {}): void {
  const { status, headers, body } = answerOf(new Refusal(problem, detail));
  const lines = Object.entries({ ...headers, ...more }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
  setTimeout(() => socket.destroy(), patienceMs).unref();
}

function answerOf(refusal: Refusal) {
  const requestId = randomUUID();
  const problem = toProblem(refusal, requestId);
  const body = JSON.stringify(problem);
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    connection: 'close',
  };
  return { status: problem.status, headers, body };
}

/** Node takes the first of several; a proxy before it may have judged by another one. */
const onlyOnce = ['Host', 'Authorization', 'Content-Type'];

/** HTTP/1.1 wants a Host. Node is told not to ask for it, because its answer would be empty. */
export const requireClearHeaders: RequestHandler = ({ httpVersion, headersDistinct }, _response, next) => {
  if (httpVersion === '1.1' && headersDistinct.host === undefined)
    throw new Refusal('malformed-request', 'Send a Host header.');
  for (const name of onlyOnce)
    if ((headersDistinct[name.toLowerCase()]?.length ?? 0) > 1)
      throw new Refusal('malformed-request', `Send ${name} only once.`);
  next();
};
