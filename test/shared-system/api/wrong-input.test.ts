import { newAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { importFile, upload } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let accountId: string;
let importId: string;
let sheetId: string;
beforeAll(async () => {
  system = await sharedSystem();
  accountId = (await newAccount(system)).id;
  const found = await importFile(system, { content: callFile([{ code: 'GHOST', sell: '1' }]) });
  importId = found.id;
  sheetId = found.batchSheetId;
});
afterAll(() => system.stop());

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
const account = (fields: Record<string, unknown>) => ({
  accountsId: 'ACC-W',
  name: 'Wrong',
  type: 'Virtual',
  locationId: system.locations['London Bridge'],
  ...fields,
});

/** Method, path, body: each wrong in its own way. */
const wrong: [string, () => [string, string, unknown?]][] = [
  ['a NUL in a name', () => ['POST', '/v1/accounts', account({ name: 'a\0b' })]],
  ['half a pair in contacts', () => ['POST', '/v1/accounts', account({ contacts: [{ name: '\ud800' }] })]],
  ['a year nobody called in', () => ['POST', '/v1/accounts', account({ tenancyFrom: '0000-01-01' })]],
  ['a day that does not exist', () => ['POST', '/v1/accounts', account({ tenancyFrom: '2026-02-30' })]],
  [
    'a tenancy that ends first',
    () => ['POST', '/v1/accounts', account({ tenancyFrom: '2026-02-01', tenancyTo: '2026-01-01' })],
  ],
  [
    'a tenancy moved before its beginning',
    () => ['PATCH', `/v1/accounts/${accountId}`, { tenancyTo: '1999-01-01' }],
  ],
  ['arrays within arrays', () => ['POST', '/v1/accounts', account({ contacts: [{ deep: nested(200) }] })]],
  ['a field that is not there', () => ['POST', '/v1/accounts', account({ colour: 'red' })]],
  ['a NUL in a search', () => ['GET', '/v1/accounts?q=%00']],
  ['a path that is no text', () => ['GET', '/v1/accounts/%E0%A4%A']],
  ['a cursor of another list', () => ['GET', `/v1/accounts?cursor=${cursor(5)}`]],
  ['a NUL in a cursor', () => ['GET', `/v1/accounts?cursor=${cursor('\0')}`]],
  [
    'a cursor of a year nobody called in',
    () => ['GET', `/v1/charge-imports?cursor=${cursor(['0000-01-01T00:00:00Z', accountId])}`],
  ],
  ['a location that is not there', () => ['POST', '/v1/accounts', account({ locationId: accountId })]],
  [
    'a location that sends to nowhere',
    () => [
      'POST',
      '/v1/locations',
      { name: 'Nowhere', timeZone: 'Europe/London', currency: 'GBP', sendOnCreation: true },
    ],
  ],
  ['a cursor of no list', () => ['GET', '/v1/charge-imports?cursor=x']],
  ['a cursor with a wrong place', () => ['GET', `/v1/charges?cursor=${cursor({ postedAt: 'x' })}`]],
  ['a limit beyond all', () => ['GET', '/v1/accounts?limit=100000']],
  [
    'a row number out of range',
    () => [
      'POST',
      `/v1/charge-imports/${importId}/rows/actions`,
      { action: 'ignore', rows: [3_000_000_000], reason: 'x' },
    ],
  ],
  [
    'a NUL in a reason',
    () => [
      'POST',
      `/v1/charge-imports/${importId}/rows/actions`,
      { action: 'ignore', rows: [1], reason: '\0' },
    ],
  ],
  [
    'an unknown product group',
    () => ['POST', '/v1/products', { productGroupId: accountId, name: 'x', taxPercent: '20' }],
  ],
  ['an account code of nothing', () => ['POST', `/v1/accounts/${accountId}/account-codes`, { code: ' ' }]],
  [
    'an acknowledgement of no number',
    () => ['POST', `/v1/batch-sheets/${sheetId}/complete`, { acknowledge: { rows: 1, amount: 'much' } }],
  ],
];

it.each(wrong)('answers %s with one clear problem', async (_what, request) => {
  const [method, path, body] = request();
  const {
    status,
    headers,
    body: problem,
  } = await system
    .call('lead', method, path, body)
    .then((reply) => (reply.status === 403 ? system.call('admin', method, path, body) : reply));
  expect(status).toBe(422);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(problem).toMatchObject({ status: 422, detail: expect.any(String), requestId: expect.any(String) });
});

it('answers what is no JSON, and no id, and no key', async () => {
  const authorization = `Bearer ${system.keys.ops}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const noJson = await fetch(`${system.api}/v1/accounts`, { method: 'POST', headers, body: '{' });
  expect(noJson.status).toBe(422);
  expect(await noJson.text()).toContain('not valid JSON from line 1, column 2.');
  const zipped = await fetch(`${system.api}/v1/accounts`, {
    method: 'POST',
    headers: { ...headers, 'content-encoding': 'foo' },
    body: '{}',
  });
  expect(zipped.status).toBe(415);
  expect((await system.call('ops', 'GET', '/v1/accounts/7')).status).toBe(404);
  expect((await fetch(`${system.api}/v1/accounts`)).status).toBe(401);
  const seen = { 'if-match': '"99999999999"' };
  expect((await system.call('ops', 'PATCH', `/v1/accounts/${accountId}`, { name: 'x' }, seen)).status).toBe(
    412,
  );
});

it.each(['text/plain', 'application/x-www-form-urlencoded', undefined])(
  'asks for JSON where a body comes as %s',
  async (type) => {
    const response = await fetch(`${system.api}/v1/accounts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.keys.ops}`, ...(type ? { 'content-type': type } : {}) },
      body: Buffer.from(JSON.stringify(account({}))),
    });
    expect(response.status).toBe(415);
    expect(await response.text()).toContain('application/json');
  },
);

it('takes a search to the letter', async () => {
  await newAccount(system, { name: '100% Cotton' });
  const found = async (q: string) =>
    (await system.call('ops', 'GET', `/v1/accounts?q=${encodeURIComponent(q)}`)).body.items.length;
  expect([await found('%'), await found('_'), await found('100% c'), await found('\\')]).toEqual([
    1, 0, 1, 0,
  ]);
});

it('names the date where a code cannot be good for longer', async () => {
  const [one, other] = [await newAccount(system), await newAccount(system)];
  const code = (id: string, fields: Record<string, unknown>) =>
    system.call('ops', 'POST', `/v1/accounts/${id}/account-codes`, { code: 'LONG', ...fields });
  const first = await code(one.id, { effectiveTo: '2026-05-01' });
  await code(other.id, { effectiveFrom: '2026-05-01' });
  const place = `/v1/accounts/${one.id}/account-codes/${first.body.id}`;
  expect(await system.call('ops', 'PATCH', place, { effectiveTo: null })).toMatchObject({
    status: 409,
    body: { errors: [{ pointer: '/effectiveTo' }] },
  });
});

it('lets no location send on creation to a site that it loses', async () => {
  const place = `/v1/locations/${system.locations['London Bridge']}`;
  expect((await system.call('admin', 'PATCH', place, { sendOnCreation: true })).status).toBe(200);
  expect(await system.call('admin', 'PATCH', place, { connectSiteId: null })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/connectSiteId' }] },
  });
  expect((await system.call('admin', 'PATCH', place, { sendOnCreation: false })).status).toBe(200);
});

it('says of each field one thing, in words', async () => {
  const nothing = await system.call('ops', 'POST', '/v1/charge-imports', new FormData());
  expect(nothing.problem.errors).toContainEqual({ pointer: '/importType', detail: 'Is required.' });
  const empty = await upload(system, {
    content: callFile([{ sell: '1' }]),
    fields: { batchDate: '', location: '' },
  });
  const pointers = empty.problem.errors?.map(({ pointer }: { pointer: string }) => pointer) as string[];
  expect(pointers.sort()).toEqual(['/batchDate', '/location']);
  const form = new FormData();
  form.set('file', 'calls in a text field');
  form.set('__proto__', 'x');
  const odd = await system.call('ops', 'POST', '/v1/charge-imports', form);
  expect(odd.problem.errors).toEqual([{ pointer: '/file', detail: 'Send it as a file, with a name.' }]);
  const action = { action: 'assign', reason: 7 };
  const act = await system.call('ops', 'POST', `/v1/charge-imports/${importId}/rows/actions`, action);
  expect(act.problem.errors).toContainEqual({ pointer: '/reason', detail: 'Must be a string.' });
  const named = await upload(system, { content: callFile([{ sell: '1' }]), name: `${'x'.repeat(300)}.csv` });
  expect(named).toMatchObject({ status: 422, body: { errors: [{ pointer: '/file' }] } });
});

it('lets an account be edited and given codes at the same moment', async () => {
  const { id } = await newAccount(system);
  const both = Array.from({ length: 20 }, (_, at) => [
    system.call('ops', 'PATCH', `/v1/accounts/${id}`, { accountsId: `ACC-E${at}`, tenancyTo: '2027-01-01' }),
    system.call('ops', 'POST', `/v1/accounts/${id}/account-codes`, { code: `E-${at}` }),
  ]);
  const statuses = (await Promise.all(both.flat())).map(({ status }) => status);
  expect(statuses.filter((status) => status >= 300)).toEqual([]);
});

it('refuses a form that ends early, has no boundary, or says a thing twice; and lives on', async () => {
  const post = (type: string, body: string) =>
    fetch(`${system.api}/v1/charge-imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.keys.ops}`, 'content-type': type },
      body,
    });
  const part = (name: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
  const cut = '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nabc';
  expect((await post('multipart/form-data; boundary=b', cut)).status).toBe(422);
  expect((await post('multipart/form-data', cut)).status).toBe(422);
  const twice = await post(
    'multipart/form-data; boundary=b',
    `${part('location', 'A')}${part('location', 'B')}--b--`,
  );
  expect(twice.status).toBe(422);
  expect(await twice.text()).toContain('Given twice');
  const numbers = { controlRows: '0x10' };
  expect((await upload(system, { content: callFile([{ sell: '1' }]), fields: numbers })).status).toBe(422);
  expect((await fetch(`${system.api}/livez`)).status).toBe(200);
});
