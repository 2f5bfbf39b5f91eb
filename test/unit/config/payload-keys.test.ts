import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { payloadKeysSetting } from '../../../config/payload-keys';
import { readWorkerSettings } from '../../../config/worker-settings';

const key = () => randomBytes(32).toString('base64url');
const idsOf = (text: string) => {
  const { encryptWith, decryptWith } = payloadKeysSetting.parse(text);
  return { first: encryptWith?.id.split('.')[0], all: [...decryptWith.keys()].map((id) => id.split('.')[0]) };
};

it('encrypts with the first key and decrypts with all', () => {
  expect(idsOf(`new:${key()}, old:${key()}`)).toEqual({ first: 'new', all: ['new', 'old'] });
  expect(idsOf(`none,old:${key()}`)).toEqual({ first: undefined, all: ['old'] });
  expect(idsOf('')).toEqual({ first: undefined, all: [] });
});

it('does not take other bytes under the same name for the same key', () => {
  const [one, other] = [key(), key()].map((bytes) => payloadKeysSetting.parse(`k:${bytes}`).encryptWith?.id);
  expect(one).toMatch(/^k\.[0-9a-f]{8}$/);
  expect(one).not.toBe(other);
});

const secret = key();
it.each([
  ['a key without a name', secret, 'entry 1 must be a name, a colon and a key'],
  ['a key twice', `a:${secret}:b`, 'entry 1 must be a name, a colon and a key'],
  ['a name with a space', `a b:${secret}`, 'entry 1 must have a name of 1 to 32 letters'],
  ['a name that means no key', `none:${secret}`, 'entry 1 must have a name'],
  ['a key of 31 bytes', `a:${randomBytes(31).toString('base64url')}`, 'entry 1 must have a key of 32 bytes'],
  ['a key in hexadecimal', `a:${randomBytes(32).toString('hex')}`, 'entry 1 must have a key of 32 bytes'],
  ['a key in plain base64', `a:${'+/'.repeat(21)}A`, 'entry 1 must have a key of 32 bytes'],
  ['two keys of one name', `a:${secret},a:${key()}`, 'two keys have the same name'],
  ['no key after `none`', 'none', '"none" must be followed by the keys to decrypt with'],
  ['`none` after a key', `a:${secret},none`, 'entry 2 is "none", which may only come first'],
  ['an entry of nothing', `a:${secret},`, 'entry 2 must be a name, a colon and a key'],
])('refuses %s, and says why without the key', (_what, text, why) => {
  const read = () => readWorkerSettings({ PAYLOAD_KEYS: text });
  expect(read).toThrow(`PAYLOAD_KEYS: ${why}`);
  expect(read).not.toThrow(secret);
});

it('shows no key to whoever prints the settings', () => {
  const read = payloadKeysSetting.parse(`a:${secret}`);
  const printed = [inspect(read, { depth: 9, showHidden: true }), JSON.stringify(read)].join();
  for (const form of [secret, Buffer.from(secret, 'base64url').toString('hex')])
    expect(printed).not.toContain(form);
});
