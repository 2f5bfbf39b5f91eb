import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { noPayloadKeys, type PayloadKey, type PayloadKeys } from './payload-keys';

const { Payload: proto } = temporal.api.common.v1;

const encoding = 'binary/encrypted';
const cipher = 'aes-256-gcm';
/** The first byte of the data: what follows is nonce, ciphertext and tag. */
const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const ourKeyId = /^[A-Za-z0-9_-]{1,32}\.[0-9a-f]{8}$/;

/** A payload that this process has no key for. Whoever runs it has to add the key: nothing may go on without it. */
export class UnknownPayloadKeyError extends Error {
  override readonly name = 'UnknownPayloadKeyError';
  /** The id of the key: logs have codes of errors, but not their messages. */
  readonly code: string;

  constructor(keyId: string) {
    super(`A payload is encrypted with the key ${keyId}, which is not among PAYLOAD_KEYS of this process.`);
    this.code = keyId;
  }
}

/**
 * Encrypts whole payloads, with their metadata, before they leave for Temporal; payloads in plain text are still read.
 * Without keys nothing is encrypted, but what was encrypted earlier is recognized.
 * @throws UnknownPayloadKeyError (decode) for a key that is not there. A payload that is forged or damaged is returned
 * as it came, for the converter to refuse: anybody who can send a signal could otherwise stop a workflow with one.
 */
export const createPayloadCodec = (keys: PayloadKeys = noPayloadKeys): PayloadCodec => ({
  encode: (payloads) =>
    Promise.resolve(
      payloads.map((payload) => (keys.encryptWith ? encrypt(payload, keys.encryptWith) : payload)),
    ),
  // Asynchronous, so that it rejects instead of throwing.
  // eslint-disable-next-line @typescript-eslint/require-await
  decode: async (payloads) => payloads.map((payload) => decrypt(payload, keys)),
});

/** What is authenticated but not encrypted. */
const bound = (keyId: string): Buffer => Buffer.from(`operate-connect/payload/${version}/${keyId}`);

function encrypt(payload: Payload, { id, secret }: PayloadKey): Payload {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, secret, nonce).setAAD(bound(id));
  const sealed = [sealing.update(proto.encode(payload).finish()), sealing.final()];
  return {
    metadata: { encoding: Buffer.from(encoding), 'encryption-key-id': Buffer.from(id) },
    data: Buffer.concat([Buffer.of(version), nonce, ...sealed, sealing.getAuthTag()]),
  };
}

function decrypt(payload: Payload, { decryptWith }: PayloadKeys): Payload {
  if (textOf(payload.metadata?.encoding) !== encoding) return payload;
  const id = textOf(payload.metadata?.['encryption-key-id']);
  const data = Buffer.from(payload.data ?? []);
  if (!ourKeyId.test(id) || data[0] !== version || data.length < 1 + nonceBytes + tagBytes) return payload;
  const key = decryptWith.get(id);
  if (!key) throw new UnknownPayloadKeyError(id);
  try {
    return proto.decode(open(data, key));
  } catch {
    return payload;
  }
}

function open(data: Buffer, { id, secret }: PayloadKey): Buffer {
  const nonce = data.subarray(1, 1 + nonceBytes);
  const opening = createDecipheriv(cipher, secret, nonce, { authTagLength: tagBytes })
    .setAAD(bound(id))
    .setAuthTag(data.subarray(-tagBytes));
  return Buffer.concat([opening.update(data.subarray(1 + nonceBytes, -tagBytes)), opening.final()]);
}

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');
