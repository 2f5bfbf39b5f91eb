import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { approveImport, completeImport, untilImport, uploadFile } from '../../dev/tools/drive/imports';
import { fillLists } from '../../dev/tools/fill-lists';
import { writeCallLog } from '../../dev/tools/make-call-log';
import { type Database, openDatabase } from '../../prisma/client/database';

export interface ConsoleSizes {
  accounts: number;
  sheets: number;
  /** Of the one big import. */
  rows: number;
}

/** What the measured screens show. */
export interface ConsoleData {
  bigImport: string;
  bigSheet: string;
  postedSheet: string;
  account: string;
  location: string;
  toDecide: string;
  /** Seconds from the upload of the big file to its review. */
  toReview: number;
}

/** Rows of all sheets but the big one. */
const otherRows = 200_000;
const codesWithAccount = 1_000;
const codesWithout = 2_000;
const locations = 60;

/** Fills a stack with lists as of years, and imports one big file as people do. */
export async function fillForConsole(
  stack: OwnStack,
  { accounts, sheets, rows }: ConsoleSizes,
  whileReading: (importId: string) => Promise<void>,
): Promise<ConsoleData> {
  const filled = await fillLists(stack.info.database, { accounts, sheets, rows: Math.min(rows, otherRows) });
  const database = openDatabase(stack.info.database);
  try {
    await addLocations(database);
    // What fills the lists is read by no screen.
    await database.query(
      `UPDATE import_type SET definition = (SELECT definition FROM import_type
         WHERE name = 'essensys call logger v2' ORDER BY version DESC LIMIT 1) WHERE name = 'Fill'`,
    );
    const files = await writeFiles(stack, await codesAtLondon(database), rows);
    await billFirst(stack, files.before);
    const begun = performance.now();
    const bigImport = await uploadFile(stack.as.ops, files.big);
    await whileReading(bigImport);
    const { batchSheetId } = await untilImport(stack.as.ops, bigImport, 'in-review');
    const toReview = (performance.now() - begun) / 1_000;
    await database.query('ANALYZE');
    const [decide] = await database.query<{ id: string }>(
      `SELECT account_id AS id FROM connect_send WHERE state = 'needs-decision' ORDER BY requested_at LIMIT 1`,
    );
    return {
      bigImport,
      bigSheet: batchSheetId ?? '',
      postedSheet: filled.bigSheet,
      account: filled.denseAccount,
      location: filled.locations[0] ?? '',
      toDecide: decide?.id ?? '',
      toReview,
    };
  } finally {
    await database.close();
  }
}

/** Everybody with a role everywhere is offered all of them. */
const addLocations = (database: Database) =>
  database.query(
    `INSERT INTO location (id, name, time_zone, currency)
     SELECT gen_random_uuid(), 'Quay ' || n, 'Europe/London', 'GBP'
     FROM generate_series(1, $1 - (SELECT count(*)::int FROM location)) n`,
    [locations],
  );

/** Accounts of London Bridge with a code each. */
async function codesAtLondon(database: Database): Promise<string[]> {
  await database.query(
    `INSERT INTO account (id, accounts_id, name, type, location_id, sent)
     SELECT gen_random_uuid(), 'TEN-' || lpad(n::text, 5, '0'), 'Tenant ' || n || ' Ltd', 'Residential', l.id, false
     FROM location l, generate_series(1, $1) n WHERE l.name = 'London Bridge'`,
    [codesWithAccount],
  );
  const codes = await database.query<{ code: string }>(
    `INSERT INTO account_code (account_id, location_id, code, code_key)
     SELECT id, location_id, accounts_id, lower(accounts_id) FROM account WHERE accounts_id LIKE 'TEN-%'
     RETURNING code`,
  );
  return codes.map(({ code }) => code);
}

/**
 * A big call log: one row in fifty of a code that nobody has, one in a thousand unreadable; and a small one whose
 * calls are in the big one as well.
 */
async function writeFiles(stack: OwnStack, known: string[], rows: number) {
  const big = path.join(stack.folder, 'calls.csv');
  const before = path.join(stack.folder, 'calls-before.csv');
  await writeCallLog(big, { rows, seed: 13, codes: known, unknownPerMille: 0 });
  const [head = '', ...lines] = readFileSync(big, 'latin1').split('\n');
  const calls = lines.slice(0, rows);
  writeFileSync(before, [head, ...calls.slice(0, Math.ceil(rows / 100)), ''].join('\n'));
  const changed = calls.map((line, at) => {
    if (at % 50 === 7) return line.replace(/^[^,]*/, `OLD-${Math.floor(at / 50) % codesWithout}`);
    return at % 1_000 === 3 ? line.replace(/\d\d:\d\d:\d\d/, 'noon') : line;
  });
  writeFileSync(big, [head, ...changed, ''].join('\n'));
  return { big, before };
}

async function billFirst({ as }: OwnStack, file: string): Promise<void> {
  const id = await uploadFile(as.ops, file);
  const reviewed = await untilImport(as.ops, id, 'in-review');
  await completeImport(as.ops, reviewed);
  await approveImport(as.approver, reviewed);
  await untilImport(as.ops, id, 'posted');
}
