import { newAccount } from '../../setup/accounts';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const admin = (method: string, path: string, body?: unknown) => system.call('admin', method, path, body);

/** Every item of a list, one on each page. */
async function oneByOne(path: string): Promise<{ id: string; name: string; code?: string }[]> {
  const items: { id: string; name: string; code?: string }[] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { status, body, text } = await admin('GET', `${path}?limit=1${cursor}`);
    if (status !== 200) throw new Error(text);
    expect(body.items.length).toBeLessThanOrEqual(1);
    items.push(...body.items);
    next = body.next;
  }
  return items;
}

it.each(['/v1/locations', '/v1/product-groups', '/v1/products', '/v1/import-types'])(
  'gives %s page by page, the same as at once',
  async (path) => {
    const { body } = await admin('GET', `${path}?limit=200`);
    expect(body.items.length).toBeGreaterThan(1);
    expect(body.next).toBeNull();
    expect(await oneByOne(path)).toEqual(body.items);
    expect((await admin('GET', `${path}?limit=201`)).status).toBe(422);
  },
);

it("gives an account's codes page by page", async () => {
  const { id } = await newAccount(system);
  for (const code of ['B', 'A', 'C']) await admin('POST', `/v1/accounts/${id}/account-codes`, { code });
  const codes = await oneByOne(`/v1/accounts/${id}/account-codes`);
  expect(codes.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
});

it('shows a product as it was given, also in its group', async () => {
  const [group] = (await admin('GET', '/v1/product-groups')).body.items;
  const product = { productGroupId: group.id, name: 'Fax', taxPercent: '7.5', markup: { amount: '0.02' } };
  const made = await admin('POST', '/v1/products', product);
  expect(made).toMatchObject({ status: 201, body: { ...product, canBeZero: false } });
  const { items } = (await system.call('admin', 'GET', '/v1/product-groups')).body;
  expect(items.find(({ id }) => id === group.id)?.products).toContainEqual(made.body);
});

it('shows the catalogue to nobody without a role', async () => {
  const key = 'no-role';
  await registerPerson(system.database.pool, { name: 'Nils', kind: 'human', roles: [], key });
  for (const path of ['/v1/product-groups', '/v1/products', '/v1/import-types'])
    expect(
      (await system.call('ops', 'GET', path, undefined, { authorization: `Bearer ${key}` })).status,
    ).toBe(404);
});

it('refuses a name that is taken, when a Location is edited too', async () => {
  const place = `/v1/locations/${system.locations['Leeds Dock']}`;
  const taken = await admin('PATCH', place, { name: 'London Bridge' });
  expect(taken).toMatchObject({ status: 409, body: { type: '/problems/name-taken' } });
  expect(await admin('PATCH', place, { name: 'Leeds Dock' })).toMatchObject({ status: 200 });
});

it('numbers versions of an Import Type that are saved at the same moment', async () => {
  const [{ definition }] = (await admin('GET', '/v1/import-types')).body.items;
  const saves = Array.from({ length: 5 }, () =>
    admin('POST', '/v1/import-types', { name: 'Mine', definition }),
  );
  const saved = await Promise.all(saves);
  expect(saved.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(saved.map(({ body }) => body.version as number).sort()).toEqual([1, 2, 3, 4, 5]);
});
