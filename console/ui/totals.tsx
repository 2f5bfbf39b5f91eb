import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../api/client';
import { words } from '../words/lists';
import { ProblemNote } from './problem';

interface TotalsProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** The sums of all that fits a filter, above the list. Where there is too much to add up, that is said instead. */
export function Totals<Data>({ query: { data, error, isPending }, children }: TotalsProps<Data>) {
  if (isProblem(error) && error.type === '/problems/too-much-to-add-up')
    return <p className="pb-3 text-sm text-muted">{error.detail}</p>;
  if (error) return <ProblemNote error={error} />;
  return (
    <div role="status" className="min-h-6 pb-3 text-sm font-medium tabular-nums">
      {isPending && <span className="text-muted">{words.addingUp}</span>}
      {data !== undefined && children(data)}
    </div>
  );
}
