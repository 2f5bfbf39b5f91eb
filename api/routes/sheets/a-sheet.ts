import { findSheet, type ListedSheet } from '../../../prisma/repositories/sheets/sheet-list';
import type { Subject } from '../../http/scope';

export const aSheet: Subject<ListedSheet> = {
  name: 'batch sheet',
  find: ({ database }, id, caller) => findSheet(database, id, caller.id),
  locationOf: ({ location }) => location.id,
};
