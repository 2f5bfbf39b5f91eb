import { api, type ItemOf, type ListPath } from '../../api/client';

/** Reads a list that is short, such as that of the Import Types, to its end. */
export const allOf =
  <Path extends ListPath>(path: Path) =>
  async (): Promise<ItemOf<Path>[]> => {
    const items: ItemOf<Path>[] = [];
    for await (const item of api.list(path, ...([] as never))) items.push(item);
    return items;
  };
