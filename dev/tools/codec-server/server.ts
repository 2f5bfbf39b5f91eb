import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import getRawBody from 'raw-body';
import { createPayloadCodec, UnknownPayloadKeyError } from '../../../config/payload-codec';
import { payloadsFrom, payloadsText } from './payloads';
import type { CodecServerSettings } from './settings';

const maxBytes = 8_000_000;
const loopback = ['localhost', '127.0.0.1', '[::1]'];

interface Answer {
  status: number;
  body?: string;
}

const refusal = (status: number, message: string): Answer => ({ status, body: JSON.stringify({ message }) });

/**
 * Decrypts payloads for the Temporal UI and its command line. It encrypts none: whoever may look at a workflow does not
 * have to be able to send it messages. Only for this machine: the caller listens on a loopback address.
 */
export function createCodecServer(settings: CodecServerSettings): Server {
  const codec = createPayloadCodec(settings.PAYLOAD_KEYS);

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const refused = refusalOf(request, settings);
    if (refused) return refused;
    if (request.method === 'OPTIONS') return { status: 204 };
    if (!hasToken(request, settings)) return refusal(401, 'Send the token of this codec server.');
    if (request.url !== '/decode') return refusal(404, 'This codec server knows /decode only.');
    if (request.method !== 'POST') return refusal(405, 'Send a POST request.');
    try {
      const body = await getRawBody(request, { limit: maxBytes, encoding: 'utf8' });
      return { status: 200, body: payloadsText(await codec.decode(payloadsFrom(body))) };
    } catch (error) {
      if (error instanceof UnknownPayloadKeyError) return refusal(422, error.message);
      return refusal(400, 'Send payloads as JSON, 8 MB at most.');
    }
  }

  return createServer((request, response) => {
    void answerTo(request).then((answer) => send(request, response, answer));
  });
}

/** A page of another site must not use it, neither directly nor under a name that it points to this machine. */
function refusalOf({ headers }: IncomingMessage, settings: CodecServerSettings): Answer | null {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  if (!loopback.includes(host)) return refusal(421, 'This codec server answers under localhost only.');
  if (headers.origin !== undefined && !settings.CODEC_SERVER_ORIGINS.includes(headers.origin))
    return refusal(403, 'The origin is not in CODEC_SERVER_ORIGINS.');
  return null;
}

function hasToken({ headers }: IncomingMessage, { CODEC_SERVER_TOKEN: token }: CodecServerSettings): boolean {
  if (token === undefined) return true;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${token}`));
}

function send(request: IncomingMessage, response: ServerResponse, { status, body }: Answer): void {
  const { origin } = request.headers;
  response.setHeader('cache-control', 'no-store');
  response.setHeader('vary', 'origin');
  if (origin !== undefined && status !== 403 && status !== 421) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-methods', 'POST');
    response.setHeader('access-control-allow-headers', 'authorization, content-type, x-namespace');
    // Chrome asks for it where a page on the network reaches a loopback address.
    response.setHeader('access-control-allow-private-network', 'true');
  }
  if (body !== undefined) response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', Buffer.byteLength(body ?? ''));
  response.writeHead(status).end(body);
}
