import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api } from '../../api/client';
import { usePage } from '../../api/page-of';
import { locationQuery } from '../../api/location-query';
import { Asked } from '../../ui/asked';
import { HistoryTable } from '../../ui/history-table';
import { Pager } from '../../ui/pager';
import { Panel } from '../../ui/screen';
import type { Sheet } from './use-sheet';

/** What was done to the sheet and its import, by whom. */
export function SheetHistory({ sheet: { id, location } }: { sheet: Sheet }) {
  const { data: place } = useQuery(locationQuery(location.id));
  const { cursor } = useSearch({ from: '/shell/batch-sheets/$id' });
  const query = usePage(
    'sheet',
    { id, cursor },
    () => api.get('/v1/batch-sheets/{id}/history', { params: { path: { id }, query: { cursor } } }),
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
