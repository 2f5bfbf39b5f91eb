import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

export interface PayloadKey {
  /**
   * The name in PAYLOAD_KEYS and eight digits of the key's hash, such as `2026-11.5f3a09cc`: a process that has other
   * bytes under the same name does not take its key for the one that a payload was encrypted with.
   */
  id: string;
  secret: KeyObject;
}

export interface PayloadKeys {
  /** Null: payloads are written in plain text. */
  encryptWith: PayloadKey | null;
  /** All that may be read with, by id. */
  decryptWith: ReadonlyMap<string, PayloadKey>;
}

export const noPayloadKeys: PayloadKeys = { encryptWith: null, decryptWith: new Map() };

/** In place of the first key: payloads are no longer encrypted, but older ones can still be read. */
const plain = 'none';
const keyBytes = 32;
const name = /^[A-Za-z0-9_-]{1,32}$/;
const base64url = /^[A-Za-z0-9_-]*={0,2}$/;

/**
 * PAYLOAD_KEYS: `name:key`, separated by commas; the first encrypts, all decrypt. Faults are described without quoting
 * anything, since whatever is in the wrong place may be a key.
 */
export const payloadKeysSetting = z.string().transform((text, context): PayloadKeys => {
  const read = text.trim() === '' ? [] : text.split(',').map((one) => readEntry(one.trim()));
  const fault = (message: string) => context.addIssue({ code: 'custom', message });
  read.forEach((entry, at) => {
    if (typeof entry === 'string') fault(`entry ${at + 1} ${entry}`);
    else if (entry === null && at > 0) fault(`entry ${at + 1} is "${plain}", which may only come first`);
  });
  const keys = read.filter((entry) => typeof entry === 'object' && entry !== null);
  const names = new Set(keys.map(({ id }) => id.split('.')[0]));
  if (names.size < keys.length) fault('two keys have the same name');
  if (read.length === 1 && read[0] === null) fault(`"${plain}" must be followed by the keys to decrypt with`);
  return {
    encryptWith: read[0] === null ? null : (keys[0] ?? null),
    decryptWith: new Map(keys.map((key) => [key.id, key])),
  };
});

/** Null for `none`; text if it is wrong. */
function readEntry(entry: string): PayloadKey | string | null {
  if (entry === plain) return null;
  const [named = '', encoded, ...more] = entry.split(':');
  if (encoded === undefined || more.length > 0) return 'must be a name, a colon and a key';
  if (!name.test(named) || named === plain)
    return 'must have a name of 1 to 32 letters, digits, hyphens or underscores';
  const bytes = Buffer.from(encoded, 'base64url');
  if (!base64url.test(encoded) || bytes.length !== keyBytes)
    return `must have a key of ${keyBytes} bytes, in base64url`;
  const check = createHash('sha256').update('operate-connect payload key').update(bytes).digest('hex');
  return { id: `${named}.${check.slice(0, 8)}`, secret: createSecretKey(bytes) };
}
