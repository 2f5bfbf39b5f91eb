import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const admin = async (method: string, path: string, body: unknown) => {
  const { status, body: answer, text } = await system.call('admin', method, path, body);
  if (status >= 300) throw new Error(text);
  return answer.id as string;
};

it('writes down who changed what charges rest on', async () => {
  const [known] = (await system.call('admin', 'GET', '/v1/import-types')).body.items;
  const definition = known?.definition;
  const place = { name: 'Quayside', timeZone: 'Europe/London', currency: 'GBP' };
  const location = await admin('POST', '/v1/locations', place);
  await admin('PATCH', `/v1/locations/${location}`, { callLogger: true });
  const productGroupId = await admin('POST', '/v1/product-groups', { name: 'Post' });
  const product = await admin('POST', '/v1/products', { productGroupId, name: 'Parcels', taxPercent: '20' });
  const type = await admin('POST', '/v1/import-types', { name: 'Parcels', definition });
  const written = await system.database.query<{ action: string; subject: string; name: string }>(
    `SELECT e.action, e.subject, p.name FROM audit_event e JOIN person p ON p.id = e.person_id ORDER BY e.id`,
  );
  expect(written).toEqual([
    { action: 'location.added', subject: `location:${location}`, name: 'Ada' },
    { action: 'location.edited', subject: `location:${location}`, name: 'Ada' },
    { action: 'product-group.added', subject: `product-group:${productGroupId}`, name: 'Ada' },
    { action: 'product.added', subject: `product:${product}`, name: 'Ada' },
    { action: 'import-type.saved', subject: `import-type:${type}`, name: 'Ada' },
  ]);
});
