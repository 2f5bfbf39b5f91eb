import { freshSandbox, type FreshSandbox, key } from '../../setup/fresh-sandbox';

let sandbox: FreshSandbox;
beforeAll(async () => {
  sandbox = await freshSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox?.remove());

const take = (instance: string, headers: Record<string, string>) =>
  sandbox.call('PUT', '/owner', { instance }, headers);

describe('owner', () => {
  it('is nobody at first', async () => {
    expect((await sandbox.call('GET', '/owner')).status).toBe(404);
  });

  it('goes to exactly one of many who ask for the first time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => take(`operate-${n}`, { 'If-None-Match': '*' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
    const owner = await sandbox.call('GET', '/owner');
    expect(owner.body).toEqual(answers.find(({ status }) => status === 200)!.body);
  });

  it('is handed over to who read it last, once', async () => {
    const first = await take('operate-1', { 'If-None-Match': '*' });
    const etag = first.headers.get('etag')!;
    const second = await take('operate-2', { 'If-Match': etag });
    expect([second.status, second.body.instance]).toEqual([200, 'operate-2']);
    expect((await take('operate-3', { 'If-Match': etag })).status).toBe(412);
    expect((await sandbox.call('GET', '/owner')).headers.get('etag')).toBe(second.headers.get('etag'));
  });

  it('cannot be overwritten without a condition', async () => {
    expect((await take('operate-1', {})).status).toBe(400);
    expect((await take('operate-1', { 'If-Match': '"made-up"' })).status).toBe(412);
  });
});

describe('credentials', () => {
  const paths = [
    '/sites',
    '/clients',
    '/clients/x',
    '/owner',
    '/sites/x/call-charges?from=2026-05-01&to=2026-05-02',
    '/x',
  ];

  it.each(paths)('asks for a key on %s', async (path) => {
    const ask = async (authorization?: string) => {
      const headers = authorization === undefined ? undefined : { Authorization: authorization };
      const response = await fetch(sandbox.url() + path, { headers });
      const { code } = (await response.json()) as { code: string };
      return [response.status, code];
    };
    expect(await ask()).toEqual([401, 'unauthenticated']);
    expect(await ask(`Basic ${key}`)).toEqual([401, 'unauthenticated']);
    expect(await ask('Bearer wrong')).toEqual([403, 'forbidden']);
    expect((await ask(`Bearer ${key}`))[0]).not.toBe(401);
  });

  it('lists the sites', async () => {
    expect((await sandbox.call('GET', '/sites')).body).toEqual({
      items: [{ id: 'site-london-bridge', name: 'London Bridge', timeZone: 'Europe/London' }],
    });
  });
});
