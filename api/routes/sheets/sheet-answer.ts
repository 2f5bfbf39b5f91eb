import { type ListedSheet, sheetAccounts } from '../../../prisma/repositories/sheets/sheet-list';
import type { ApiDependencies } from '../../dependencies';
import type { Caller } from '../../http/caller';
import { etagOf } from '../../http/if-match';
import { find } from '../../http/scope';
import { aSheet } from './a-sheet';
import { batchSheetView } from './batch-sheet-view';

interface SheetAnswerOptions {
  found?: ListedSheet;
  /** A sheet may have thousands. */
  accounts?: 'all' | 'none';
}

/** A sheet with what each Account owes on it. */
export async function sheetAnswer(
  dependencies: ApiDependencies,
  caller: Caller,
  id: string,
  { found, accounts: wanted = 'all' }: SheetAnswerOptions = {},
) {
  const sheet = found ?? (await find(aSheet, dependencies, id, caller));
  const accounts = wanted === 'all' ? await sheetAccounts(dependencies.database, id) : [];
  const body = { ...batchSheetView(sheet, caller, dependencies), accounts };
  return { status: 200 as const, body, headers: { etag: etagOf(sheet) } };
}
