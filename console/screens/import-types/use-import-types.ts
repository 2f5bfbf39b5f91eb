import { useQuery } from '@tanstack/react-query';
import { list } from '../../api/keys';
import { allOf } from '../imports/all-of';

/** The newest version of each Import Type. */
export const useImportTypes = () =>
  useQuery({ queryKey: list('import-type', 'all'), queryFn: allOf('/v1/import-types') });
