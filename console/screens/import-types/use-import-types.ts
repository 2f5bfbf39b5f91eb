import { queryOptions, useQuery } from '@tanstack/react-query';
import { list } from '../../api/keys';
import { allOf } from '../imports/all-of';

export const importTypesQuery = queryOptions({
  queryKey: list('import-type', 'all'),
  queryFn: allOf('/v1/import-types'),
});

/** The newest version of each Import Type. */
export const useImportTypes = () => useQuery(importTypesQuery);
