import { findImport, type ListedImport } from '../../../prisma/repositories/imports/import-list';
import type { Subject } from '../../http/scope';

export const anImport: Subject<ListedImport> = {
  name: 'import',
  find: ({ database }, id) => findImport(database, id),
  locationOf: ({ locationId }) => locationId,
};
