import { type ImportInBrief, importInBrief } from '../../../prisma/repositories/imports/import-in-brief';
import { findImport, type ListedImport } from '../../../prisma/repositories/imports/import-list';
import type { Subject } from '../../http/scope';

const name = 'import';

/** With all that is shown of it. */
export const anImport: Subject<ListedImport> = {
  name,
  find: ({ database }, id) => findImport(database, id),
  locationOf: ({ locationId }) => locationId,
};

/** For requests about what it has, such as its rows. */
export const anImportInBrief: Subject<ImportInBrief> = {
  name,
  find: ({ database }, id) => importInBrief(database, id),
  locationOf: ({ locationId }) => locationId,
};
