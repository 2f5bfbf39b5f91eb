import { routes } from '../../../api/routes';
import { newAccount } from '../../setup/accounts';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let accountId: string;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  accountId = (await newAccount(system)).id;
});
afterAll(() => system.stop());

const accepts = async (path: string, accept: string) => {
  const headers = { authorization: `Bearer ${system.keys.admin}`, accept };
  const response = await fetch(system.api + path, { headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

it.each([
  ['/v1/me', 'application/json'],
  ['/v1/me', 'application/json; charset=utf-8'],
  ['/v1/me', 'application/json;charset=UTF-8'],
  ['/v1/me', 'text/html, application/*;q=0.1'],
  ['/v1/me', '*/*'],
  ['/metrics', 'text/plain;version=0.0.4;q=0.5'],
  ['/metrics', 'application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1'],
])('answers %s to those who accept %s', async (path, accept) => {
  expect((await accepts(path, accept)).status).toBe(200);
});

it.each([
  ['/v1/me', 'text/html'],
  ['/v1/me', 'application/json;q=0'],
  ['/v1/me', 'application/xml, */*;q=0'],
  ['/v1/me', 'nonsense'],
  ['/metrics', 'application/json'],
])('says what %s is answered as to those who accept %s', async (path, accept) => {
  const { status, type, text } = await accepts(path, accept);
  expect([status, type]).toEqual([406, 'application/problem+json; charset=utf-8']);
  expect(JSON.parse(text)).toMatchObject({ type: '/problems/not-acceptable' });
});

it('does nothing for those who do not accept the answer', async () => {
  const headers = { accept: 'text/html', 'if-match': '*' };
  const edit = await system.call('ops', 'PATCH', `/v1/accounts/${accountId}`, { name: 'Unseen' }, headers);
  expect(edit.status).toBe(406);
  expect((await system.call('ops', 'GET', `/v1/accounts/${accountId}`)).body.name).not.toBe('Unseen');
});

const taking = routes.filter(({ body, form }) => body ?? form);

it.each(taking.map((one) => [one.method.toUpperCase(), one.path, one] as const))(
  'takes for %s %s no body of another media type, or of none',
  async (method, path, one) => {
    const types = one.form
      ? ['application/json', 'multipart/form-database; boundary=x', 'multipart/mixed; boundary=x', undefined]
      : ['text/plain', 'application/json-patch+json', 'application/json; charset=utf-16', undefined];
    const who = one.needs === 'edit-charges' ? 'ops' : one.needs === 'approve' ? 'approver' : 'admin';
    const at = path.replace(':id', accountId).replace(/:\w+/, accountId);
    for (const type of types) {
      const response = await fetch(system.api + at, {
        method,
        headers: { authorization: `Bearer ${system.keys[who]}`, ...(type ? { 'content-type': type } : {}) },
        body: Buffer.from('{}'),
      });
      const { type: problem } = (await response.json()) as { type: string };
      expect([type, response.status, problem]).toEqual([type, 415, '/problems/unsupported-media-type']);
    }
  },
);
