import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';
import { migrationFiles, migrationsFolder } from '../../../prisma/migrate/migration-files';
import { openDatabase } from '../../../prisma/client/database';
import { sendState } from '../../setup/accounts';
import { approve, complete, importState, sheetOf, sumsOf, type ImportWithSheet } from '../../setup/imports';
import { killPrograms } from '../../setup/program';
import { newStackState, type StackProcess, type StackState, stillRunning } from '../../setup/stack-process';
import { unpackState } from '../../setup/unpack-state';

const states = path.join(projectRoot(), 'test/upgrade/states');

describe.each(readdirSync(states))('a folder that the version of %s left', (name) => {
  let state: StackState;
  let stack: StackProcess;
  let migrations: string[];

  beforeAll(async () => {
    state = newStackState();
    ({ migrations } = await unpackState(path.join(states, name), state.folder));
    stack = await state.start();
  });
  afterAll(async () => {
    killPrograms();
    await state.remove();
  });

  const importIn = async (status: string) =>
    (await stack.system.call('viewer', 'GET', `/v1/charge-imports?status=${status}`)).body
      .items[0] as ImportWithSheet;

  it('is migrated when the stack starts', () => {
    const due = migrationFiles(migrationsFolder()).length - migrations.length;
    expect(due).toBeGreaterThan(0);
    expect(stack.program.output()).toContain(`PostgreSQL: applied ${due} migrations`);
  });

  it('lists sheets with the sums that each has by itself', async () => {
    const { items } = (await stack.system.call('viewer', 'GET', '/v1/batch-sheets')).body;
    expect(items.some(({ net }) => Number(net) !== 0)).toBe(true);
    for (const listed of items) expect(await sheetOf(stack.system, listed.id)).toMatchObject(sumsOf(listed));
  });

  it('goes on waiting, and posts once another person approves, to the last digit', async () => {
    const { id, batchSheetId, amount, rows } = await importIn('completed');
    expect(await approve(stack.system, batchSheetId)).toMatchObject({ status: 200 });
    await importState(stack.system, id, ['posted']);
    const database = openDatabase(stack.info.database);
    const [charged] = await database.query<{ right: boolean; rows: number }>(
      `SELECT sum(net) = $2::numeric AS right, count(*)::int AS rows FROM charge WHERE sheet_id = $1`,
      [batchSheetId, amount.sell?.matched],
    );
    await database.close();
    expect(charged).toEqual({ right: true, rows: rows.matched });
  });

  it('lets a draft be completed, approved and posted', async () => {
    const { id, batchSheetId } = await importIn('in-review');
    expect(await complete(stack.system, batchSheetId)).toMatchObject({ status: 200 });
    expect(await approve(stack.system, batchSheetId)).toMatchObject({ status: 200 });
    await importState(stack.system, id, ['posted']);
    expect(await sheetOf(stack.system, batchSheetId)).toMatchObject({
      state: 'posted',
      rows: { matched: 4 },
    });
  });

  it('lets a person decide about a send, which makes one client', async () => {
    const [account] = (await stack.system.call('ops', 'GET', '/v1/accounts?connectState=needs-decision')).body
      .items;
    await stack.system.call('ops', 'POST', `/v1/accounts/${account?.id}/connect-client/resolve`, {
      decision: 'create',
      reason: 'another firm',
    });
    expect(await sendState(stack.system, account?.id ?? '', ['linked'])).toMatchObject({ adopted: false });
  });

  it('replays every workflow of its, and stops without a trace', async () => {
    expect(state.logs()['worker.log']).not.toMatch(/[Nn]on-?determini/);
    stack.program.signal('SIGTERM');
    expect(await stack.program.ended).toEqual({ code: 0, signal: null });
    expect(await stillRunning(stack.pids)).toEqual([]);
  });
});
