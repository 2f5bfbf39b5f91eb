import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { one } from './keys';

/** A Location, for its time zone. */
export const locationQuery = (id: string) =>
  queryOptions({
    queryKey: one('location', id),
    queryFn: () => api.get('/v1/locations/{id}', { params: { path: { id } } }),
    staleTime: 300_000,
  });
