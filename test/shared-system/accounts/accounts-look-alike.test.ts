import { Client } from 'pg';
import { accountsFromBefore, newAccount } from '../../setup/accounts';
import { personAt } from '../../setup/persons';
import { sharedSystem } from '../../setup/shared-system';
import { type System, until } from '../../setup/system';
import type { Schema } from '../../../clients/typescript/src/by-path';

let system: System;
let leeds: Awaited<ReturnType<typeof personAt>>;
beforeAll(async () => {
  system = await sharedSystem();
  leeds = await personAt(system, 'Leeds Dock', ['ops']);
});
afterAll(() => system.stop());

const account = (accountsId: string, location = 'London Bridge') => ({
  accountsId,
  name: 'Tenant',
  type: 'Residential',
  locationId: system.locations[location],
});
const add = (accountsId: string) => system.call('ops', 'POST', '/v1/accounts', account(accountsId));
const rename = (id: string, accountsId: string) =>
  system.call('ops', 'PATCH', `/v1/accounts/${id}`, { accountsId });

describe('an Accounts ID that looks like another', () => {
  const first = 'LOOK 1';
  let id: string;
  beforeAll(async () => {
    ({ id } = await newAccount(system, { accountsId: first }));
  });

  it.each([['look 1'], ['LO\u200bOK 1'], ['ＬＯＯＫ\u30001'], ['LOOK\u00a0 1'], ['\u202eLOOK 1']])(
    '%p is refused to a new Account, and to one that is renamed, with the name of the one that has it',
    async (accountsId) => {
      const other = await newAccount(system);
      for (const answer of [await add(accountsId), await rename(other.id, accountsId)])
        expect(answer).toMatchObject({
          status: 409,
          body: {
            detail: `The Accounts ID ${accountsId} looks like ${first}, which is in use.`,
            errors: [{ pointer: '/accountsId' }],
          },
        });
      expect((await system.call('ops', 'GET', `/v1/accounts/${other.id}`)).body.accountsId).toBe(
        other.accountsId,
      );
    },
  );

  it('is refused without that name to whoever may not read there', async () => {
    const answer = await leeds('POST', '/v1/accounts', account('look 1', 'Leeds Dock'));
    expect(answer).toMatchObject({
      status: 409,
      body: { detail: 'The Accounts ID look 1 looks like one that is in use.' },
    });
    expect(answer.text).not.toContain(first);
  });

  it('may be given to the Account whose it is: in other letters, and again', async () => {
    expect(await rename(id, 'Look 1')).toMatchObject({ status: 200, body: { accountsId: 'Look 1' } });
    expect(await rename(id, first)).toMatchObject({ status: 200 });
    expect(await rename(id, first)).toMatchObject({ status: 200 });
  });

  it('is told apart from one that only means the same', async () => {
    expect((await add('LOOK-1')).status).toBe(201);
    expect((await add('LOOK1')).status).toBe(201);
    expect((await add('LOOK ¹')).status).toBe(201);
  });

  it('has something that can be seen, and so has a code', async () => {
    const refused = {
      status: 422,
      body: { errors: [{ detail: 'Must contain a visible character.' }] },
    };
    expect(await add('\u200b\u00ad')).toMatchObject(refused);
    const code = { code: '\u200b' };
    expect(await system.call('ops', 'POST', `/v1/accounts/${id}/account-codes`, code)).toMatchObject(refused);
  });

  it('is refused to the later one of two that come at once', async () => {
    const faster = new Client({ connectionString: system.databaseUrl });
    await faster.connect();
    await faster.query('BEGIN');
    await faster.query(
      `INSERT INTO account (accounts_id, name, type, location_id) VALUES ('RACE', 'Tenant', 'Virtual', $1)`,
      [system.locations['London Bridge']],
    );
    const answer = add('race');
    // Its session waits, or it has been answered.
    const waiting = `SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory'`;
    await Promise.race([
      answer,
      until(
        () => system.database.query(waiting),
        (found) => found.length > 0,
      ),
    ]);
    await faster.query('COMMIT');
    await faster.end();
    expect(await answer).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('accounts-id-taken') },
    });
  });
});

describe('Accounts that look alike from before', () => {
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    const before = [
      { accountsId: 'PAIR', name: 'One', location: 'London Bridge' },
      { accountsId: 'pair', name: 'Two', location: 'London Bridge' },
      { accountsId: 'ＰＡＩＲ', name: 'Three', location: 'Leeds Dock' },
    ];
    const made = await accountsFromBefore(system, before);
    before.forEach(({ accountsId }, at) => (ids[accountsId] = made[at] as string));
  });

  const listed = async (ask: () => Promise<{ body: Schema<'WorkPage'> }>) =>
    (await ask()).body.items
      .filter(({ kind }) => kind === 'accounts-look-alike')
      .map(({ name }) => name)
      .sort();
  const byOps = () => listed(() => system.call('ops', 'GET', '/v1/work'));

  it('are the work of whoever manages Accounts at their Location', async () => {
    expect(await byOps()).toEqual(['PAIR', 'pair', 'ＰＡＩＲ']);
    expect(await listed(() => leeds('GET', '/v1/work'))).toEqual(['ＰＡＩＲ']);
    expect(await listed(() => system.call('approver', 'GET', '/v1/work'))).toEqual([]);
    const { items } = (await leeds('GET', '/v1/work')).body;
    expect(items).toMatchObject([
      { id: ids['ＰＡＩＲ'], href: `/v1/accounts/${ids['ＰＡＩＲ']}`, importId: null, temporalUi: null },
    ]);
  });

  it('are edited as they are, and keep their Accounts IDs', async () => {
    const edited = await system.call('ops', 'PATCH', `/v1/accounts/${ids['pair']}`, {
      name: 'Tenant',
      accountsId: 'pair',
    });
    expect(edited).toMatchObject({ status: 200, body: { name: 'Tenant', accountsId: 'pair' } });
    expect(await byOps()).toEqual(['PAIR', 'pair', 'ＰＡＩＲ']);
  });

  it('become no further pair', async () => {
    expect((await rename(ids['pair'] as string, 'Pair')).status).toBe(409);
    expect((await add('paiR')).status).toBe(409);
  });

  it('are no work once they look different', async () => {
    expect((await rename(ids['pair'] as string, 'PAIR-2')).status).toBe(200);
    expect(await byOps()).toEqual(['PAIR', 'ＰＡＩＲ']);
    expect((await rename(ids['ＰＡＩＲ'] as string, 'PAIR-3')).status).toBe(200);
    expect(await byOps()).toEqual([]);
    const marked = 'SELECT accounts_id AS name FROM account WHERE looked_alike';
    expect(await system.database.query(marked)).toEqual([{ name: 'PAIR' }]);
  });
});
