import http from 'node:http';
import https from 'node:https';
import { ConnectError } from './connect-error';

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface Asked {
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** Milliseconds until the whole answer must be there. */
  withinMs: number;
}

/** The whole answer was not there in time. */
export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';
}

/** More than a page of 200 clients can ever need. */
const maxBytes = 10_000_000;

/** Compressed answers would not be decompressed. Some gateways refuse whoever does not say what they are. */
const usual = { 'accept-encoding': 'identity', 'user-agent': 'operate-connect' };

/**
 * Sends requests over connections that are kept. Redirects are not followed.
 * @param unusedMs How long an unused connection is kept: shorter than the other side keeps it, because what is sent on
 * one that is just being closed gets no answer, and a create without an answer has to be looked up.
 */
export function createExchange(unusedMs: number): (url: string, asked: Asked) => Promise<Answer> {
  const kept = { keepAlive: true, timeout: unusedMs };
  const clients = {
    'http:': { request: http.request, agent: new http.Agent(kept) },
    'https:': { request: https.request, agent: new https.Agent(kept) },
  };
  return (url, { method, headers, body, withinMs }) =>
    new Promise((resolve, reject) => {
      const to = new URL(url);
      const { request, agent } = clients[to.protocol as keyof typeof clients];
      const sent = request(to, { method, headers: { ...usual, ...headers }, agent });
      const fail = (error: Error) => {
        reject(error);
        sent.destroy();
      };
      const late = setTimeout(() => fail(new NoAnswerInTime('no answer in time')), withinMs);
      sent.on('close', () => clearTimeout(late)).on('error', fail);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('error', fail).on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxBytes)
            return fail(
              new ConnectError({ kind: 'contract', message: `the answer is longer than ${maxBytes} bytes` }),
            );
          chunks.push(chunk);
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.end(body);
    });
}
