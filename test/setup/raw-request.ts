import net from 'node:net';
import type { System, Who } from './system';
import type { Untyped } from './untyped';

export interface RawAnswer {
  status: number;
  headers: string;
  body: Untyped;
}

export interface RawRequest {
  socket: net.Socket;
  /** The first answer; rejects when the connection ends without one. */
  answer: Promise<RawAnswer>;
  /** Settles when the connection has ended, however. */
  ended: Promise<void>;
}

/**
 * Sends a request byte by byte as it is told to: with a body that is promised and never comes, is cut off, or goes on
 * for ever.
 */
export function rawRequest(
  system: System,
  { who, method = 'POST', path, headers = {} }: RawHead,
  body: string | Buffer = '',
): RawRequest {
  const all: Record<string, string> = {
    host: 'x',
    ...(who ? { authorization: `Bearer ${system.keys[who]}` } : {}),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = rawText(system, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  if (body.length > 0) request.socket.write(body);
  return request;
}

/** Sends this as it is, whether it is HTTP or not. */
export function rawText(system: System, sent: string): RawRequest {
  const { hostname, port } = new URL(system.api);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(sent, 'latin1');
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const answer = new Promise<RawAnswer>((resolve, reject) => {
    let text = '';
    socket.on('data', (part) => {
      text += part.toString('latin1');
      const parsed = parseAnswer(text);
      if (parsed) resolve(parsed);
    });
    void ended.then(() => reject(new Error(`the connection ended without an answer: ${text.slice(0, 200)}`)));
  });
  answer.catch(() => undefined);
  return { socket, answer, ended };
}

export interface RawHead {
  who?: Who;
  method?: string;
  path: string;
  headers?: Record<string, string>;
}

function parseAnswer(text: string): RawAnswer | null {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  const body = rest.join('\r\n\r\n');
  if (rest.length === 0 || body.length < length) return null;
  const status = Number(head.split(' ')[1]);
  return {
    status,
    headers: head.toLowerCase(),
    body: /json/.test(head) ? JSON.parse(body.slice(0, length)) : body,
  };
}
