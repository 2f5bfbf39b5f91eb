import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultPayloadConverter } from '@temporalio/common';
import { createPayloadCodec } from '../../../config/payload-codec';
import { createCodecServer } from '../../../dev/tools/codec-server/server';
import { payloadsFrom, payloadsText } from '../../../dev/tools/codec-server/payloads';
import { readCodecServerSettings } from '../../../dev/tools/codec-server/settings';
import { rawRequest } from '../../setup/raw-request';
import type { System } from '../../setup/system';

const ui = 'http://localhost:8233';
const PAYLOAD_KEYS = `k1:${randomBytes(32).toString('base64url')}`;
const token = 't'.repeat(32);

const open: Server[] = [];
afterEach(() => open.splice(0).forEach((server) => server.close()));

async function start(env: NodeJS.ProcessEnv = {}): Promise<string> {
  const server = createCodecServer(readCodecServerSettings({ PAYLOAD_KEYS, ...env }));
  open.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const encrypted = async (keys = PAYLOAD_KEYS) =>
  payloadsText(
    await createPayloadCodec(readCodecServerSettings({ PAYLOAD_KEYS: keys }).PAYLOAD_KEYS).encode([
      defaultPayloadConverter.toPayload({ rows: 7 }),
    ]),
  );

const ask = async (at: string, path: string, init: RequestInit = {}) => {
  const answer = await fetch(at + path, { method: 'POST', headers: { origin: ui }, ...init });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

it('decrypts for the Temporal UI', async () => {
  const { status, headers, text } = await ask(await start(), '/decode', { body: await encrypted() });
  expect(status).toBe(200);
  expect(payloadsFrom(text).map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual([
    { rows: 7 },
  ]);
  expect(headers.get('access-control-allow-origin')).toBe(ui);
  expect(headers.get('cache-control')).toBe('no-store');
});

it('lets the browser of the Temporal UI ask with its own headers', async () => {
  const { status, headers } = await ask(await start(), '/decode', { method: 'OPTIONS' });
  expect([status, headers.get('access-control-allow-headers')]).toEqual([
    204,
    'authorization, content-type, x-namespace',
  ]);
});

it('neither decrypts for a page of another site nor lets it read the answer', async () => {
  const headers = { origin: 'https://elsewhere.example' };
  const answer = await ask(await start(), '/decode', { headers, body: await encrypted() });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  expect(answer.text).not.toContain('payloads');
});

it('does not answer under another name, which a page may point to this machine', async () => {
  const system = { api: await start(), keys: {} } as System;
  const headers = { host: 'elsewhere.example', 'content-length': '0' };
  expect((await rawRequest(system, { path: '/decode', headers }).answer).status).toBe(421);
});

it('wants its token, where it has one', async () => {
  const at = await start({ CODEC_SERVER_TOKEN: token });
  const body = await encrypted();
  const statuses = [];
  for (const authorization of ['', 'Bearer wrong', `Bearer ${token}`])
    statuses.push((await ask(at, '/decode', { headers: { authorization }, body })).status);
  expect(statuses).toEqual([401, 401, 200]);
});

it('encrypts nothing, and says which key is missing', async () => {
  const at = await start();
  expect((await ask(at, '/encode', { body: await encrypted() })).status).toBe(404);
  const foreign = await encrypted(`k2:${randomBytes(32).toString('base64url')}`);
  expect(await ask(at, '/decode', { body: foreign })).toMatchObject({
    status: 422,
    text: expect.stringMatching(/the key k2\.[0-9a-f]{8},/),
  });
});

it.each(['', '{', '[]', '{"payloads":[{"data":"%"}]}', 'x'.repeat(8_000_001)])(
  'refuses what are no payloads (%#)',
  async (body) => {
    expect((await ask(await start(), '/decode', { body })).status).toBe(400);
  },
);

it('does not start without keys, or for origins that are none', () => {
  expect(() => readCodecServerSettings({ PAYLOAD_KEYS: '' })).toThrow('PAYLOAD_KEYS: must contain a key');
  expect(() => readCodecServerSettings({ PAYLOAD_KEYS, CODEC_SERVER_ORIGINS: '*' })).toThrow(
    'CODEC_SERVER_ORIGINS: must be origins',
  );
});
