import type { Request } from 'express';
import getRawBody from 'raw-body';
import { Refusal } from '../../domain/refusal';
import { whereJsonBreaks } from './json-position';

/**
 * The JSON in a request; an empty object if there is none. The framework's own reader is not used: it reads a body to
 * its end, however long, before it says that it is too long.
 * @throws Refusal as soon as it is known that there are more than `maxBytes`, or that the body is not JSON.
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const { 'content-length': length, 'transfer-encoding': parts } = request.headers;
  if (Number(length ?? 0) === 0 && parts === undefined) return {};
  requireJson(request);
  const text = await getRawBody(request, { length, limit: maxBytes, encoding: 'utf-8' });
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = whereJsonBreaks(text);
    throw new Refusal('invalid-request', `The body is not valid JSON from line ${line}, column ${column}.`);
  }
}

function requireJson(request: Request): void {
  const { 'content-type': type, 'content-encoding': encoding } = request.headers;
  if (!request.is('application/json'))
    throw new Refusal('unsupported-media-type', 'Send JSON, with content-type: application/json.');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new Refusal('unsupported-media-type', 'Send the JSON uncompressed, without content-encoding.');
  const [, charset] = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(type ?? '') ?? [];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Refusal('unsupported-media-type', 'Send the JSON as UTF-8.');
}
