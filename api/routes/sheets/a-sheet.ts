import { type SheetInBrief, sheetInBrief } from '../../../prisma/repositories/sheets/sheet-in-brief';
import { findSheet, type ListedSheet } from '../../../prisma/repositories/sheets/sheet-list';
import type { Subject } from '../../http/scope';

const name = 'batch sheet';

/** With all that is shown of it: what each of its Accounts owes is added up. */
export const aSheet: Subject<ListedSheet> = {
  name,
  find: ({ database }, id, caller) => findSheet(database, id, caller.id),
  locationOf: ({ location }) => location.id,
};

/** For requests about what it has, such as its charges. */
export const aSheetInBrief: Subject<SheetInBrief> = {
  name,
  find: ({ database }, id) => sheetInBrief(database, id),
  locationOf: ({ location }) => location.id,
};
