import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PageOf } from '../api/page-of';
import { Paged } from './paged';
import { type Column, Table } from './table';

interface PagedTableProps<Item> {
  query: UseQueryResult<PageOf<Item>>;
  /** In the address; undefined on the first page. */
  cursor: string | undefined;
  columns: readonly Column<Item>[];
  words: { caption: string; empty: ReactNode };
}

/** A list of things with ids, a page at a time. */
export const PagedTable = <Item extends { id: string }>({
  query,
  cursor,
  columns,
  words: { caption, empty },
}: PagedTableProps<Item>) => (
  <Paged query={query} cursor={cursor}>
    {(items) => (
      <Table caption={caption} columns={columns} items={items} keyOf={({ id }) => id} empty={empty} />
    )}
  </Paged>
);
