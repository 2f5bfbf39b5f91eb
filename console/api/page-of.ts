import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Kind } from './keys';
import { list } from './keys';
import { forgetNews } from './news';

export interface PageOf<Item> {
  items: Item[];
  next: string | null;
}

/** One page of a list by its filter and cursor; the page before it stays until it has come. */
export function usePage<Item, Page extends PageOf<Item>>(
  kind: Kind,
  filter: object,
  ask: () => Promise<Page>,
  name = 'page',
) {
  const found = useQuery({
    queryKey: list(kind, name, filter),
    queryFn: ask,
    placeholderData: keepPreviousData,
  });
  const { dataUpdatedAt } = found;
  useEffect(() => {
    forgetNews(kind);
  }, [kind, dataUpdatedAt]);
  return found;
}
