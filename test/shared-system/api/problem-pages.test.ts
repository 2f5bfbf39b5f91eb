import { problems } from '../../../domain/refusal';
import { problemTable } from '../../../api/http/problem-table';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

const get = async (path: string, accept?: string) => {
  const response = await fetch(system.api + path, accept ? { headers: { accept } } : {});
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const unescaped = (html: string) =>
  html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

it.each([...problems, 'internal'])('has a page about %s, for people and for programs', async (name) => {
  const path = `/problems/${name}`;
  const page = await get(path, 'text/html,*/*;q=0.5');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const { status, text } = await get(path, 'application/json');
  expect(status).toBe(200);
  const said = JSON.parse(text) as Record<string, string | number>;
  expect(said).toMatchObject({ type: path, ...problemTable[name as keyof typeof problemTable] });
  for (const part of [said.title, said.means, said.remedy]) {
    expect(String(part).length).toBeGreaterThan(5);
    expect(unescaped(page.text)).toContain(String(part));
  }
});

it('lists all of them, and links them from the documentation', async () => {
  const list = await get('/problems');
  for (const name of problems) expect(list.text).toContain(`href="/problems/${name}"`);
  const { info } = JSON.parse((await get('/openapi.json')).text) as { info: { description: string } };
  expect(info.description).toContain('](/problems)');
  expect((await get('/docs/swagger-ui-init.js')).text).toContain('](/problems)');
});

it.each(['/problems/nothing', '/problems/__proto__', '/problems/constructor', '/problems/a%3Cscript%3E'])(
  'has no page at %s, and says so with a problem',
  async (path) => {
    const { status, headers, text } = await get(path);
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(text).not.toContain('<script>');
  },
);

it.each(['/problems', '/problems/forbidden', '/docs'])('lets %s be read, and nothing else', async (path) => {
  const response = await fetch(system.api + path, { method: 'POST' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  expect((await fetch(system.api + path, { method: 'HEAD' })).status).toBe(200);
});
