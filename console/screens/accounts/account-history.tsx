import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api } from '../../api/client';
import { usePage } from '../../api/page-of';
import { locationQuery } from '../../api/location-query';
import { Asked } from '../../ui/asked';
import { HistoryTable } from '../../ui/history-table';
import { Pager } from '../../ui/pager';
import { Panel } from '../../ui/screen';

/** What was done to the Account, its codes, its send and its client. */
export function AccountHistory({ id, locationId }: { id: string; locationId: string }) {
  const { data: place } = useQuery(locationQuery(locationId));
  const { cursor } = useSearch({ from: '/shell/accounts/$id' });
  const query = usePage(
    'account',
    { id, cursor },
    () => api.get('/v1/accounts/{id}/history', { params: { path: { id }, query: { cursor } } }),
    'history',
  );
  return (
    <Panel>
      <Asked query={query}>
        {({ items, next }) => (
          <>
            <HistoryTable events={items} zone={place?.timeZone} />
            <Pager cursor={cursor} next={next} />
          </>
        )}
      </Asked>
    </Panel>
  );
}
