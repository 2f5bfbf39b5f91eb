import { Client } from 'pg';
import { billingNothingStatuses, importStatuses, isTerminal } from '../../../domain/imports/import-states';
import { rowStatuses } from '../../../domain/imports/totals';
import { changeKinds } from '../../../domain/people/pending-change';
import { roles } from '../../../domain/people/roles';
import { goingOnSendStates, sendStates } from '../../../domain/sends/send-states';
import {
  chargedSheetStates,
  claimingSheetStates,
  isApproved,
  sheetStates,
  undecidedSheetStates,
} from '../../../domain/sheets/sheet-states';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

/** Constraints, indexes and triggers cannot be given the domain's sets: theirs must be the same. */
let database: TestDatabase;
let client: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

async function definition(sql: string, name: string): Promise<string> {
  const { rows } = await client.query<{ definition: string }>(sql, [name]);
  if (rows.length !== 1) throw new Error(`${rows.length} definitions of ${name}`);
  return rows[0]?.definition as string;
}
const constraint = 'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1';
const index = 'SELECT pg_get_indexdef(oid) AS definition FROM pg_class WHERE relname = $1';
const trigger = 'SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE tgname = $1';
const body = 'SELECT prosrc AS definition FROM pg_proc WHERE proname = $1';

/** Nobody can take their calls away any more. */
const billed = claimingSheetStates.filter(isApproved);

const own: [name: string, where: string, states: readonly string[]][] = [
  ['charge_import_status', constraint, importStatuses],
  ['import_row_status', constraint, rowStatuses],
  ['connect_send_state', constraint, sendStates],
  ['batch_sheet_state', constraint, sheetStates],
  ['person_grant_role', constraint, roles],
  ['pending_change_kind', constraint, changeKinds],
  ['charge_import_live_file', index, billingNothingStatuses],
  ['connect_send_overdue', index, goingOnSendStates],
  ['batch_sheet_waiting', index, undecidedSheetStates],
  ['batch_sheet_posted_stays', trigger, chargedSheetStates],
  ['note_progress', body, importStatuses.filter(isTerminal)],
  ['refuse_unapproved', body, billed],
  ['refuse_freeing_of_billed', body, billed],
];

it.each(own)('%s has the states of the domain', async (name, where, states) => {
  const sql = await definition(where, name);
  const set = where === body ? (/ IN \(([^)]*)\)/.exec(sql)?.[1] ?? '') : sql;
  const named = [...set.matchAll(/'([a-z-]+)'/g)].map(([, state]) => state);
  expect(named.sort()).toEqual([...states].sort());
});
