import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PageOf } from '../api/page-of';
import { Asked } from './asked';
import { Outdated } from './outdated';
import { Pager } from './pager';

interface PagedProps<Item> {
  query: UseQueryResult<PageOf<Item>>;
  /** In the address; undefined on the first page. */
  cursor: string | undefined;
  children: (items: Item[], next: string | null) => ReactNode;
}

/** One page of a list once it has come, and the ways to the others. */
export const Paged = <Item,>({ query, cursor, children }: PagedProps<Item>) => (
  <Asked query={query}>
    {({ items, next }) => (
      <Outdated when={query.isPlaceholderData}>
        {children(items, next)}
        <Pager cursor={cursor} next={next} />
      </Outdated>
    )}
  </Asked>
);
