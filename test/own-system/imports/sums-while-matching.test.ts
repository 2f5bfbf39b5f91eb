import { matchRowsActivity } from '../../../activities/charge-import/match-rows';
import { readFileActivity } from '../../../activities/charge-import/read-file';
import { createFolderStore } from '../../../connectors/file-store/folder-store';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { besideTerms, rowsTerms } from '../../../prisma/client/sessions/terms';
import { newAccount } from '../../setup/accounts';
import { callFile, giveCode } from '../../setup/calls';
import { importState, upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let database: Database;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  database = openDatabase(system.databaseUrl, { changes: rowsTerms, besides: besideTerms });
});
afterAll(async () => {
  await database?.close();
  await system?.stop();
});

/** The same database; before the first statement of a transaction that contains a text, something else happens. */
const interrupted = (before: string, by: () => Promise<unknown>): Database => {
  let pending: (() => Promise<unknown>) | null = by;
  const same: Database = {
    ...database,
    reportingTo: () => same,
    transaction: (work) =>
      database.transaction((tx) =>
        work({
          ...tx,
          async query(sql, values) {
            const now = typeof sql === 'string' && sql.includes(before) ? pending : null;
            if (now) pending = null;
            await now?.();
            return tx.query(sql, values);
          },
        }),
      ),
  };
  return same;
};

const steps = (over: Database) => ({
  database: over,
  files: createFolderStore(system.files),
  progress: { stopIfAsked: () => undefined, report: () => undefined, attempt: () => 1 },
  apiUrl: null,
  allowUnverifiedDecisions: false,
  log: () => undefined,
});

it('adds up every row, whenever a code is given to an Account while they are matched', async () => {
  const { id } = await newAccount(system);
  await giveCode(system, id, { code: 'EARLY' });
  const codes = ['EARLY', 'LATE', 'NEVER'];
  const { body } = await upload(system, {
    content: callFile(codes.map((code, at) => ({ code, sell: `${at + 1}.5` }))),
  });
  const { id: importId } = body;
  await readFileActivity(steps(database))({ importId });
  // Its sums are being read on another connection then, and no row has been looked at.
  const meddled = interrupted('SELECT DISTINCT r.code_key', () => giveCode(system, id, { code: 'LATE' }));
  await matchRowsActivity(steps(meddled))({ importId });
  const { rows, amount } = await importState(system, importId, ['in-review']);
  expect(rows).toMatchObject({ file: 3, matched: 2, unmatched: 1 });
  expect(amount.sell).toMatchObject({ file: '7.5', matched: '4.0', unmatched: '3.5' });
});
