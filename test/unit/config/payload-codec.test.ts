import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { createPayloadCodec, UnknownPayloadKeyError } from '../../../config/payload-codec';
import { payloadKeysSetting } from '../../../config/payload-keys';
import { payloadConverter, undecodable } from '../../../workflows/payload-converter';

const newKey = () => randomBytes(32).toString('base64url');
const [k1, k2] = [newKey(), newKey()];
const codecOf = (keys: string) => createPayloadCodec(payloadKeysSetting.parse(keys));
const codec = codecOf(`k1:${k1}`);
const plain = defaultPayloadConverter.toPayload({ name: 'Secretive Holdings' });
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('latin1');

const encrypt = async (by = codec, payload: Payload = plain) => (await by.encode([payload]))[0] as Payload;
const decrypt = async (payload: Payload, by = codec) => (await by.decode([payload]))[0] as Payload;
const valueOf = (payload: Payload): unknown => defaultPayloadConverter.fromPayload(payload);

it('encrypts the whole payload, metadata included, and reads it again', async () => {
  const encrypted = await encrypt();
  expect(text(encrypted.metadata?.encoding)).toBe('binary/encrypted');
  expect(text(encrypted.metadata?.['encryption-key-id'])).toMatch(/^k1\.[0-9a-f]{8}$/);
  expect(Object.keys(encrypted.metadata ?? {})).toHaveLength(2);
  for (const word of ['Secretive', 'name', 'json/plain']) expect(text(encrypted.data)).not.toContain(word);
  expect(valueOf(await decrypt(encrypted))).toEqual({ name: 'Secretive Holdings' });
});

it.each([undefined, null, '', 'é🙂', new Uint8Array([0, 255]), { deep: [1, { x: null }] }])(
  'gives back %p',
  async (value) => {
    const before = defaultPayloadConverter.toPayload(value);
    const after = await decrypt(await encrypt(codec, before));
    expect(valueOf(after)).toEqual(valueOf(before));
  },
);

it('uses a nonce of its own for each payload', async () => {
  const nonces = new Set<string>();
  for (let made = 0; made < 200; made += 1) nonces.add(text((await encrypt()).data?.subarray(1, 13)));
  expect(nonces.size).toBe(200);
});

it('leaves payloads as they are where no key is set, to the same object', async () => {
  for (const off of [createPayloadCodec(), codecOf(''), codecOf(`none,k1:${k1}`)])
    expect(await encrypt(off)).toBe(plain);
});

it('reads what was written in plain text before it was switched on', async () => {
  expect(await decrypt(plain)).toBe(plain);
});

it('reads with every key that is set, and after it is switched off', async () => {
  const old = await encrypt();
  for (const keys of [`k2:${k2},k1:${k1}`, `none,k1:${k1}`])
    expect(valueOf(await decrypt(old, codecOf(keys)))).toEqual({ name: 'Secretive Holdings' });
});

it.each([
  ['another key', `k2:${k2}`],
  ['another key of the same name', `k1:${k2}`],
  ['no key', ''],
])('names the key that it lacks where it has %s', async (_what, keys) => {
  const encrypted = await encrypt();
  const id = text(encrypted.metadata?.['encryption-key-id']);
  const failed = await decrypt(encrypted, codecOf(keys)).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(UnknownPayloadKeyError);
  expect(failed).toMatchObject({ code: id, message: expect.stringContaining(id) });
});

const flipped = (bytes: Uint8Array | null | undefined, at: number) => {
  const changed = Buffer.from(bytes ?? []);
  const place = at < 0 ? changed.length + at : at;
  changed[place] = (changed[place] as number) ^ 1;
  return changed;
};

it.each([
  ['version', 0],
  ['nonce', 1],
  ['ciphertext', 13],
  ['tag', -1],
])('does not decrypt a payload whose %s was changed: workflows see it as undecodable', async (_what, at) => {
  const encrypted = await encrypt();
  const changed = { ...encrypted, data: flipped(encrypted.data, at) };
  expect(await decrypt(changed)).toBe(changed);
  expect(payloadConverter.fromPayload(changed)).toEqual(undecodable);
  expect(() => valueOf(changed)).toThrow('Unknown encoding');
});

it('binds the key id: a payload relabelled with that of another key of the same bytes is not decrypted', async () => {
  // The ids differ only in their names.
  const two = codecOf(`k1:${k1},k2:${k1}`);
  const encrypted = await encrypt(two);
  const id = text(encrypted.metadata?.['encryption-key-id']).replace('k1.', 'k2.');
  const changed = { ...encrypted, metadata: { ...encrypted.metadata, 'encryption-key-id': Buffer.from(id) } };
  expect(await decrypt(changed, two)).toBe(changed);
});

it.each([
  ['without a key id', {}],
  ['with a key id of another system', { 'encryption-key-id': Buffer.from('theirs') }],
])('leaves what others encrypted %s', async (_what, more) => {
  const metadata: Record<string, Uint8Array> = { encoding: Buffer.from('binary/encrypted'), ...more };
  const theirs: Payload = { metadata, data: Buffer.alloc(64, 1) };
  expect(await decrypt(theirs)).toBe(theirs);
});
