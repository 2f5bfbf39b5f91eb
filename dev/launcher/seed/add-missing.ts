import { type HttpClient } from './http-client';

/**
 * Posts those that the list does not have yet, in order.
 * @returns the ids by `keyOf`, of new and old ones.
 */
export async function addMissing<T, Item extends { id: string }>(
  api: HttpClient,
  path: string,
  wanted: T[],
  keys: { ofWanted(one: T): string; ofItem(item: Item): string },
  toBody: (one: T) => unknown,
): Promise<Map<string, string>> {
  const ids = new Map((await api.list<Item>(path)).map((item) => [keys.ofItem(item), item.id]));
  for (const one of wanted) {
    const key = keys.ofWanted(one);
    if (!ids.has(key)) ids.set(key, (await api.post<{ id: string }>(path, toBody(one))).id);
  }
  return ids;
}
