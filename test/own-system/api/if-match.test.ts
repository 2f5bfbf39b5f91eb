import { routes } from '../../../api/routes';
import { newAccount, sendAccount } from '../../setup/accounts';
import { misbehave, received } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import { askApi, type OwnSystem, type Who } from '../../setup/system';

let system: OwnSystem;
let accountId: string;
let codeId: string;
let productId: string;
let personId: string;
beforeAll(async () => {
  system = await startSystem();
  accountId = (await newAccount(system)).id;
  await sendAccount(system, accountId, ['linked']);
  const { body } = await system.call('ops', 'POST', `/v1/accounts/${accountId}/account-codes`, {
    code: 'SEEN',
    effectiveFrom: '2026-01-01',
  });
  codeId = body.id;
  productId = (await system.call('ops', 'GET', '/v1/products')).body.items[0]?.id as string;
  const person = await system.call('admin', 'POST', '/v1/persons', { name: 'Edited', kind: 'human' });
  personId = person.body.id;
});
afterAll(() => system.stop());

interface Editing {
  who: Who;
  /** The nth edit: each is another one. */
  edit: (n: number) => Record<string, unknown>;
}

const months = (n: number) => `20${27 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`;

/** How each thing is edited that people edit. One that is not here fails the first test. */
const editing: Record<string, Editing> = {
  '/v1/accounts/:id': { who: 'ops', edit: (n) => ({ name: `Name ${n}` }) },
  '/v1/accounts/:id/account-codes/:codeId': { who: 'ops', edit: (n) => ({ effectiveTo: months(n) }) },
  '/v1/accounts/:id/connect-client': { who: 'ops', edit: (n) => ({ name: `Client ${n}` }) },
  '/v1/persons/:id': { who: 'admin', edit: (n) => ({ name: `Person ${n}` }) },
  '/v1/locations/:id': { who: 'admin', edit: (n) => ({ name: `Place ${n}` }) },
  '/v1/products/:id': { who: 'admin', edit: (n) => ({ name: `Product ${n}` }) },
};
const table = Object.keys(editing);

let edits = 0;
const idIn = (path: string): string => {
  if (path.startsWith('/v1/locations')) return system.locations['Leeds Dock'] as string;
  if (path.startsWith('/v1/products')) return productId;
  return path.startsWith('/v1/persons') ? personId : accountId;
};
const at = (path: string) => path.replace(':id', idIn(path)).replace(':codeId', codeId);
const edit = (path: string, headers: Record<string, string>) => {
  const { who, edit } = editing[path] as Editing;
  const authorization = `Bearer ${system.keys[who]}`;
  return askApi(system.api, 'PATCH', at(path), edit(++edits), { authorization, ...headers });
};
const seen = async (path: string) => {
  const { headers, text } = await system.call((editing[path] as Editing).who, 'GET', at(path));
  return { etag: headers.get('etag') as string, text };
};

it('knows everything that people edit', () => {
  const patched = routes.filter(({ method }) => method === 'patch');
  expect(patched.map(({ path }) => path).sort()).toEqual([...table].sort());
  expect(patched.map(({ ifMatch }) => ifMatch)).toEqual(table.map(() => 'required'));
});

it.each(table)('asks which version of %s one has seen, and changes nothing without', async (path) => {
  const before = await seen(path);
  expect(await edit(path, {})).toMatchObject({
    status: 428,
    problem: { type: '/problems/precondition-required', detail: expect.stringContaining('If-Match: *') },
  });
  expect(await seen(path)).toEqual(before);
});

it.each(table)('lets one of many edits of %s through that saw the same version', async (path) => {
  const { etag } = await seen(path);
  const answers = await Promise.all(Array.from({ length: 8 }, () => edit(path, { 'if-match': etag })));
  const done = answers.filter(({ status }) => status === 200);
  expect(done).toHaveLength(1);
  for (const { status } of answers) expect([200, 412, 503]).toContain(status);
  const after = await seen(path);
  expect(after.etag).not.toBe(etag);
  expect(done[0]?.headers.get('etag')).toBe(after.etag);

  expect(await edit(path, { 'if-match': etag })).toMatchObject({
    status: 412,
    problem: { type: '/problems/version-differs' },
  });
  expect(await seen(path)).toEqual(after);
});

it.each(table)('edits %s whatever it is, where one says that any version will do', async (path) => {
  const before = await seen(path);
  expect((await edit(path, { 'if-match': '*' })).status).toBe(200);
  expect((await seen(path)).etag).not.toBe(before.etag);
});

it.each(['3', '"x"', '"1", "2"', ''])('takes If-Match: %s for no version of ours', async (tag) => {
  const path = '/v1/accounts/:id';
  const before = await seen(path);
  expect((await edit(path, { 'if-match': tag })).status).toBe(412);
  expect(await seen(path)).toEqual(before);
});

describe('a client in Connect', () => {
  const path = '/v1/accounts/:id/connect-client';

  it('is asked for once by those who saw the same version', async () => {
    const { etag } = await seen(path);
    const before = (await received(system, 'edit')).length;
    await misbehave(system, { rules: [{ operation: 'edit', delayMs: 300, times: 1 }] });
    const answers = await Promise.all([edit(path, { 'if-match': etag }), edit(path, { 'if-match': etag })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
    expect((await received(system, 'edit')).length).toBe(before + 1);
  });

  it('can be edited with the version one has seen after Connect refused an edit', async () => {
    const { etag } = await seen(path);
    const body = { code: 'taken', message: 'Somebody has that name', field: 'name' };
    await misbehave(system, { rules: [{ operation: 'edit', status: 422, body, times: 1 }] });
    expect((await edit(path, { 'if-match': etag })).status).toBe(422);
    expect((await edit(path, { 'if-match': etag })).status).toBe(200);
  });

  it('can be edited a minute after a process has ended in the middle of an edit', async () => {
    const { etag } = await seen(path);
    const leave = (until: string) =>
      system.database.query(`UPDATE connect_link SET editing_until = ${until} WHERE account_id = $1`, [
        accountId,
      ]);
    await leave(`now() + interval '59 seconds'`);
    expect(await edit(path, { 'if-match': etag })).toMatchObject({ status: 503 });
    await leave(`now() - interval '1 second'`);
    expect((await edit(path, { 'if-match': etag })).status).toBe(200);
    // The clock went back.
    await leave(`now() + interval '1 hour'`);
    expect((await edit(path, { 'if-match': '*' })).status).toBe(200);
  });

  it('has a version before there is one, so that an edit is told so', async () => {
    const { id } = await newAccount(system);
    const there = `/v1/accounts/${id}/connect-client` as const;
    const etag = (await system.call('ops', 'GET', there)).headers.get('etag') as string;
    expect(await system.call('ops', 'PATCH', there, { name: 'x' }, { 'if-match': etag })).toMatchObject({
      status: 409,
      problem: { type: '/problems/not-linked' },
    });
  });
});
