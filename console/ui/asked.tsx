import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Spinner } from './button';
import { ProblemNote } from './problem';

interface AskedProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** Shows what was asked for: while it comes, what went wrong, and then itself; a fault later keeps what was there. */
export function Asked<Data>({ query, children }: AskedProps<Data>) {
  const { data, error, isPending, refetch } = query;
  return (
    <>
      <ProblemNote error={error} retry={() => void refetch()} />
      {data !== undefined && children(data)}
      {isPending && !error && <Loading />}
    </>
  );
}

export const Loading = () => (
  <p role="status" className="flex items-center gap-2 p-4 text-sm text-muted">
    <Spinner /> Loading…
  </p>
);
