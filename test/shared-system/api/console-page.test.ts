import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { buffer, text as readText } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { projectRoot } from '../../../config/project-root';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system?.stop());

const assets = path.join(projectRoot(), 'dist/console/assets');

/** Without what `fetch` adds by itself, such as `Sec-Fetch-Mode`. */
const get = (at: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: Headers; text: string }>((resolve, reject) => {
    const asked = request(system.api + at, { method, headers, agent: false }, (answer) => {
      const told = new Headers(Object.entries(answer.headers) as [string, string][]);
      readText(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: told, text }),
        reject,
      );
    });
    asked.on('error', reject).end();
  });
const fetchedBytes = (at: string, accepted: string) =>
  new Promise<Buffer>((resolve, reject) => {
    request(system.api + at, { headers: { 'accept-encoding': accepted }, agent: false }, (answer) => {
      buffer(answer).then(resolve, reject);
    })
      .on('error', reject)
      .end();
  });
const opened = { accept: 'text/html,application/xhtml+xml', 'sec-fetch-mode': 'navigate' };

it.each(['/', '/accounts', '/imports/7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10?tab=rows', '/signed-in'])(
  'opens %s in a browser, always as it is now, and lets in nothing from elsewhere',
  async (at) => {
    const response = await get(at, opened);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    const policy = response.headers.get('content-security-policy')?.split(';') ?? [];
    expect(policy.sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    // What the policy would refuse.
    expect(response.text).not.toMatch(/<style|style=|<script(?![^>]* src=)| on\w+=/);
  },
);

it('keeps files whose names change with their contents', async () => {
  const [script] = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const response = await get(`/assets/${script}`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ]);
});

it.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['gzip;q=0, identity', null, (content: Buffer) => content],
] as const)('sends scripts and styles to who takes %s as %s', async (accepted, encoding, read) => {
  for (const name of readdirSync(assets).filter((one) => /\.(js|css)$/.test(one))) {
    const { status, headers } = await get(`/assets/${name}`, { 'accept-encoding': accepted });
    const answer = await fetchedBytes(`/assets/${name}`, accepted);
    expect([status, headers.get('content-encoding'), headers.get('vary')]).toEqual([
      200,
      encoding,
      'Accept-Encoding',
    ]);
    expect(headers.get('content-type')).toBe(
      name.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
    );
    expect(headers.get('cache-control')).toContain('immutable');
    expect(read(answer).equals(readFileSync(path.join(assets, name)))).toBe(true);
  }
});

it.each([
  ['a part of an old page', '/assets/index-gone.js', { 'sec-fetch-mode': 'cors' }],
  ['a part that is opened', '/assets/index-gone.js', opened],
  ['a folder of assets', '/assets/', opened],
  ['what lies outside', '/assets/..%2f.vite%2fmanifest.json', opened],
  ['a program that asks for no page', '/accounts', { accept: 'application/json' }],
  ['a script that asks for HTML', '/accounts', { accept: 'text/html', 'sec-fetch-mode': 'cors' }],
  ['what the API would have', '/v1x/../v1/nothing', opened],
])('answers %s with a problem', async (_, at, headers) => {
  const response = await get(at, headers);
  expect([404, 401]).toContain(response.status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
});

it('is there, or these tests would see nothing of it', () => expect(existsSync(assets)).toBe(true));

it('answers POST with a problem', async () => {
  expect([(await get('/', opened, 'POST')).status, (await get('/accounts', opened, 'POST')).status]).toEqual([
    405, 404,
  ]);
});
