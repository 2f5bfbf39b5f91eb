import type { Item, RequestBody } from '../../../clients/typescript/src/by-path';
import { type ApiClient } from './http-client';

type List = '/v1/locations' | '/v1/product-groups' | '/v1/products' | '/v1/import-types' | '/v1/accounts';

/**
 * Posts the items that the list does not have yet, in order.
 * @returns the ids by `keyOf`, of new and existing ones.
 */
export async function addMissing<T, const Path extends List>(
  api: ApiClient,
  path: Path,
  wanted: T[],
  keys: { ofWanted(one: NoInfer<T>): string; ofItem(item: Item<Path>): string },
  toBody: (one: NoInfer<T>) => RequestBody<'post', Path>,
): Promise<Map<string, string>> {
  // For a union of paths, the types that depend on the path are not resolved.
  const lists = api as unknown as {
    list(path: Path): Promise<(Item<Path> & { id: string })[]>;
    post(path: Path, body: RequestBody<'post', Path>): Promise<{ id: string }>;
  };
  const ids = new Map((await lists.list(path)).map((item) => [keys.ofItem(item), item.id]));
  for (const one of wanted) {
    const key = keys.ofWanted(one);
    if (!ids.has(key)) ids.set(key, (await lists.post(path, toBody(one))).id);
  }
  return ids;
}
