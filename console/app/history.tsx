import { useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { usePage } from '../api/page-of';
import { Asked } from '../ui/asked';
import { HistoryTable } from '../ui/history-table';
import { Pager } from '../ui/pager';

interface Asking {
  params: { path: { id: string }; query: { cursor: string | undefined } };
}

const histories = {
  account: (asking: Asking) => api.get('/v1/accounts/{id}/history', asking),
  import: (asking: Asking) => api.get('/v1/charge-imports/{id}/history', asking),
  sheet: (asking: Asking) => api.get('/v1/batch-sheets/{id}/history', asking),
};

/** What was done to a thing and what belongs to it, by whom, newest first. */
export function History({ of, id }: { of: keyof typeof histories; id: string }) {
  const cursor = useSearch({ strict: false, select: ({ cursor }) => cursor });
  const query = usePage(
    of,
    { id, cursor },
    () => histories[of]({ params: { path: { id }, query: { cursor } } }),
    'history',
  );
  return (
    <Asked query={query}>
      {({ items, next }) => (
        <>
          <HistoryTable events={items} />
          <Pager cursor={cursor} next={next} />
        </>
      )}
    </Asked>
  );
}
