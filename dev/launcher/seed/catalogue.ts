import { addMissing } from './add-missing';
import { type ApiClient } from './http-client';
import { type Seed, type SeedImportType, type SeedProduct } from './seed-files';

interface Named {
  id: string;
  name: string;
}

const byName = { ofWanted: (one: { name: string }) => one.name, ofItem: (item: Named) => item.name };

/** Locations, by name to id. */
export const seedLocations = (admin: ApiClient, { locations }: Seed): Promise<Map<string, string>> =>
  addMissing(admin, '/v1/locations', locations, byName, (location) => location);

export async function seedProducts(admin: ApiClient, { productGroups }: Seed): Promise<void> {
  const groups = await addMissing(admin, '/v1/product-groups', productGroups, byName, ({ name }) => ({
    name,
  }));
  const products = productGroups.flatMap((group) =>
    group.products.map((product) => ({ ...product, productGroupId: groups.get(group.name) as string })),
  );
  await addMissing(
    admin,
    '/v1/products',
    products,
    {
      ofWanted: (one: SeedProduct & { productGroupId: string }) => `${one.productGroupId} ${one.name}`,
      ofItem: (item: Named & { productGroupId: string }) => `${item.productGroupId} ${item.name}`,
    },
    (product) => product,
  );
}

export async function seedImportTypes(admin: ApiClient, importTypes: SeedImportType[]): Promise<void> {
  await addMissing(admin, '/v1/import-types', importTypes, byName, ({ name, ...definition }) => ({
    name,
    definition,
  }));
}
