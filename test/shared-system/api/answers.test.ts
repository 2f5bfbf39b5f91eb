import { readFileSync } from 'node:fs';
import { routes } from '../../../api/routes';
import { contractFile } from '../../../dev/tools/openapi/contract-file';
import { sharedSystem } from '../../setup/shared-system';
import { askApi, type System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const id = '00000000-0000-4000-8000-000000000000';

it('lets nobody keep what it answers, problems included', async () => {
  const answers = [
    await system.call('ops', 'GET', '/v1/accounts'),
    await system.call('ops', 'GET', `/v1/accounts/${id}`),
    await askApi(system.api, 'GET', '/v1/accounts'),
    await askApi(system.api, 'GET', '/nothing'),
    await askApi(system.api, 'GET', '/readyz'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 404, 200]);
  expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(Array(5).fill('no-store'));
});

it('describes itself by the contract that all answers are held against', async () => {
  const { body } = await askApi(system.api, 'GET', '/openapi.json');
  expect(body).toEqual(JSON.parse(readFileSync(contractFile, 'utf8')));
});

it.each([...new Set(routes.map(({ path }) => path))])('tells which methods %s knows', async (path) => {
  const known = routes.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
  const at = path.replace(/:\w+/g, id);
  const unknown = known.includes('DELETE') ? 'PUT' : 'DELETE';
  const refused = await system.call('viewer', unknown, at);
  expect(refused).toMatchObject({ status: 405, body: { type: '/problems/method-not-allowed' } });
  const allow = refused.headers.get('allow')?.split(', ');
  expect(allow).toEqual([...known, ...(known.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
  const options = await system.call('viewer', 'OPTIONS', at);
  expect([options.status, options.headers.get('allow')]).toEqual([204, allow?.join(', ')]);
});

it('knows methods from paths, and a head from a whole', async () => {
  expect((await askApi(system.api, 'POST', '/livez')).status).toBe(405);
  expect((await system.call('ops', 'DELETE', '/v1/nothing')).status).toBe(404);
  const head = await fetch(`${system.api}/v1/accounts`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${system.keys.ops}` },
  });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

it('shows its documentation over plain http', async () => {
  const page = await askApi(system.api, 'GET', '/docs/');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('upgrade-insecure-requests');
  const scripts = [...page.text.matchAll(/<script([^>]*)>([^<]*)/g)];
  expect(scripts.length).toBeGreaterThan(0);
  for (const [, attributes = '', inline] of scripts) {
    const [, src] = /src="\.?\/?([^"]+)"/.exec(attributes) ?? [];
    expect([inline?.trim(), (await askApi(system.api, 'GET', `/docs/${src}`)).status]).toEqual(['', 200]);
  }
});
