import { findImportType, type ListedImportType } from '../../../prisma/repositories/catalogue/import-types';
import type { Subject } from '../../http/scope';

/** In whatever version: an import remembers the one that read its file. */
export const anImportType: Subject<ListedImportType> = {
  name: 'Import Type',
  find: ({ database }, id) => findImportType(database, id),
};
