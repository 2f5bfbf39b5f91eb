import type { UseQueryResult } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { isProblem } from '../api/client';
import { words } from '../words/problems';
import { Spinner } from './button';
import { ButtonLink } from './link';
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
      <ProblemNote error={error} retry={isProblem(error, 422) ? undefined : () => void refetch()} />
      {isProblem(error, 422) && <FromTheStart />}
      {data !== undefined && children(data)}
      {isPending && !error && <Loading />}
    </>
  );
}

/** Asking a list is refused for what stands in the address only: mistyped, or from a link that is out of date. */
function FromTheStart() {
  const isNarrowed = useSearch({ strict: false, select: (search) => Object.values(search).some(Boolean) });
  if (!isNarrowed) return null;
  return (
    <p className="py-3">
      <ButtonLink to="." search={{ location: undefined }}>
        {words.fromTheStart}
      </ButtonLink>
    </p>
  );
}

const longMs = 8_000;

export function Loading() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), longMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="flex items-center gap-2 p-4 text-sm text-muted">
      <Spinner /> {words.loading} {isLong && words.loadingLong}
    </p>
  );
}
