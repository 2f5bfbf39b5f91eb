import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { locationQuery } from '../api/location-query';
import { usePage } from '../api/page-of';
import { HistoryTable } from '../ui/history-table';
import { Paged } from '../ui/paged';

interface Asking {
  params: { path: { id: string }; query: { cursor: string | undefined } };
}

const histories = {
  account: (asking: Asking) => api.get('/v1/accounts/{id}/history', asking),
  import: (asking: Asking) => api.get('/v1/charge-imports/{id}/history', asking),
  sheet: (asking: Asking) => api.get('/v1/batch-sheets/{id}/history', asking),
};

interface HistoryProps {
  of: keyof typeof histories;
  id: string;
  /** Its times are in the zone of this Location. */
  locationId: string;
}

/** What was done to a thing and what belongs to it, by whom, newest first. */
export function History({ of, id, locationId }: HistoryProps) {
  const cursor = useSearch({ strict: false, select: ({ cursor }) => cursor });
  const { data: location } = useQuery(locationQuery(locationId));
  const query = usePage(
    of,
    { id, cursor },
    () => histories[of]({ params: { path: { id }, query: { cursor } } }),
    'history',
  );
  return (
    <Paged query={query} cursor={cursor}>
      {(items) => <HistoryTable events={items} zone={location?.timeZone} />}
    </Paged>
  );
}
