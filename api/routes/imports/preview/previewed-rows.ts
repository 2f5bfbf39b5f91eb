import type { ReadRow } from '../../../../domain/imports/read-row';
import { fold } from '../../../../domain/text/fold';
import type { Database } from '../../../../prisma/client/database';
import {
  type CodeOnDay,
  type MatchedCode,
  matchPreview,
} from '../../../../prisma/repositories/imports/preview/match-preview';
import type { Caller } from '../../../http/caller';
import { placeOfCode } from '../foreign-names';
import type { PreviewedRow } from './preview-schema';

/** A row, and the Account that it would be matched to. */
export interface MatchedRow {
  row: ReadRow;
  codeKey: string | null;
  /** Null where the row is invalid or ignored. */
  matched: MatchedCode | null;
}

const codeKeyOf = ({ accountCode }: ReadRow): string | null =>
  accountCode === null ? null : fold(accountCode) || null;

/** Matches rows that are not stored; each code is looked up once for a day. */
export async function matchRows(
  database: Database,
  locationId: string,
  rows: ReadRow[],
): Promise<MatchedRow[]> {
  const wanted = new Map<string, CodeOnDay>();
  const keyed = rows.map((row) => {
    const codeKey = codeKeyOf(row);
    const isCall = row.fault === null && row.ignored === null;
    const key = isCall ? JSON.stringify([codeKey, row.localDate]) : null;
    if (key !== null) wanted.set(key, { codeKey, localDate: row.localDate });
    return { row, codeKey, key };
  });
  const found = wanted.size === 0 ? [] : await matchPreview(database, locationId, [...wanted.values()]);
  const byKey = new Map([...wanted.keys()].map((key, at) => [key, found[at] ?? null] as const));
  return keyed.map(({ key, ...row }) => ({
    ...row,
    matched: key === null ? null : (byKey.get(key) ?? null),
  }));
}

export const statusOf = ({ row, matched }: MatchedRow): PreviewedRow['status'] =>
  row.fault !== null ? 'invalid' : row.ignored !== null ? 'ignored' : (matched?.status ?? 'unmatched');

const longestRaw = 4_000;
const longestCell = 1_000;
const cut = (text: string | null, maxLength = longestCell) =>
  text !== null && text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;

export function previewedRow(one: MatchedRow, caller: Caller): PreviewedRow {
  const { row, matched } = one;
  const detail = row.fault?.column ?? matched?.detail ?? null;
  const { accountId, accountsId, accountName } = matched ?? {};
  return {
    rowNumber: row.rowNumber,
    line: row.line,
    raw: cut(row.raw, longestRaw) ?? '',
    status: statusOf(one),
    reason: cut(row.fault?.reason ?? row.ignored ?? matched?.reason ?? null),
    detail: cut(matched?.reason === 'code of another location' ? placeOfCode(caller, detail) : detail),
    accountCode: cut(row.accountCode),
    account: accountId && accountsId ? { id: accountId, accountsId, name: accountName ?? '' } : null,
    extension: cut(row.extension),
    number: cut(row.number),
    destination: cut(row.destination),
    startedAt: row.startedAt === null ? null : new Date(row.startedAt).toISOString(),
    localDate: row.localDate,
    ambiguousTime: row.ambiguousTime,
    durationSeconds: row.durationSeconds,
    buy: row.buy,
    sell: row.sell,
  };
}
