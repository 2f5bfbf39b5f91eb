import { queryOptions } from '@tanstack/react-query';
import { goesOn } from '../../../domain/imports/import-states';
import { api } from '../../api/client';
import { one } from '../../api/keys';

/** Asked again this often while it goes on by itself, should a hint be lost. */
const pollMs = 2_000;

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: one('import', id),
    queryFn: () => api.get('/v1/charge-imports/{id}', { params: { path: { id } } }),
    refetchInterval: ({ state: { data } }) => (data && goesOn(data.status) ? pollMs : false),
  });

/** A sheet without what each Account owes on it: its version is what edits of rows are made against. */
export const sheetQuery = (id: string | null) =>
  queryOptions({
    queryKey: one('sheet', id ?? '', 'without-accounts'),
    queryFn: () =>
      api.get('/v1/batch-sheets/{id}', {
        params: { path: { id: id ?? '' }, query: { accounts: 'none' } },
      }),
    enabled: id !== null,
  });
