import type { Schema } from '../../../clients/typescript/src/by-path';
import { newAccount } from '../../setup/accounts';
import { callFile, codedAccount, giveCode } from '../../setup/calls';
import { actOnRows, importFile, importState } from '../../setup/imports';
import { personAt } from '../../setup/persons';
import { sharedSystem } from '../../setup/shared-system';
import type { System, Who } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

type CodeProblem = Schema<'CodeProblem'>;

async function codesOf(id: string, query = '', who: Who = 'viewer') {
  const { body } = await system.call(who, 'GET', `/v1/charge-imports/${id}/codes?${query}`);
  return body;
}
const figures = (one: CodeProblem) => [one.code, one.reason, one.rows, one.amount, one.firstDay, one.lastDay];
const likely = ({ likelyAccounts }: CodeProblem) =>
  likelyAccounts.map(({ accountsId, why }) => [accountsId, why]);

it('adds up the unmatched rows of each code, those with the most rows first, page by page', async () => {
  const { code } = await codedAccount(system);
  const ended = await newAccount(system);
  await giveCode(system, ended.id, { code: 'ENDED', effectiveTo: '2026-05-01' });
  const call = (code: string, date: string, sell: string) => ({ code, date, sell });
  const { id } = await importFile(system, {
    content: callFile([
      call('Ghost', '15/05/2026', '0.0405'),
      call('ENDED', '16/05/2026', '1'),
      call('GHOST', '03/05/2026', '0.1'),
      call(code, '15/05/2026', '5'),
      call('', '15/05/2026', '0.2'),
      call('ghost', '20/05/2026', '-0.02'),
    ]),
  });
  const { items } = await codesOf(id);
  expect(items.map(figures)).toEqual([
    ['GHOST', 'unknown code', 3, '0.1205', '2026-05-03', '2026-05-20'],
    ['ENDED', 'not effective then', 1, '1', '2026-05-16', '2026-05-16'],
    [null, 'no code', 1, '0.2', '2026-05-15', '2026-05-15'],
  ]);
  const first = await codesOf(id, 'limit=2');
  const second = await codesOf(id, `limit=2&cursor=${first.next}`);
  expect([...first.items, ...second.items]).toEqual(items);
  expect(second.next).toBeNull();

  await actOnRows(system, id, { action: 'ignore', rows: [1, 3] });
  expect((await codesOf(id)).items.map(({ code, rows }) => [code, rows])).toEqual([
    ['ENDED', 1],
    [null, 1],
    ['ghost', 1],
  ]);
});

it('ignores or assigns all rows of one code at once, and no others', async () => {
  const { id: accountId } = await codedAccount(system);
  const { id } = await importFile(system, {
    content: callFile(
      ['Ghost', 'GHOST', '', 'ghost', 'Lift', 'ghost', ''].map((code, at) => ({ code, sell: `${at}.5` })),
    ),
  });
  const act = (action: object) => actOnRows(system, id, { action: 'ignore', ...action });
  const [ghost] = (await codesOf(id, '', 'ops')).items;
  expect(ghost).toMatchObject({ code: 'GHOST', rows: 4, actions: ['assign', 'ignore'] });
  expect((await codesOf(id)).items[0]).toMatchObject({ actions: [], blocked: [] });

  const ofGhost = { status: 'unmatched', reason: 'unknown code', code: ghost?.code };
  expect((await act({ filter: { ...ofGhost, reason: 'no code' } })).status).toBe(422);
  expect(await act({ filter: { ...ofGhost, code: '' } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/filter/code' }] },
  });
  expect((await act({ filter: ofGhost })).body).toEqual({ rows: 4 });
  const none = { status: 'unmatched', code: null };
  expect((await act({ action: 'assign', accountId, filter: none })).body).toEqual({ rows: 2 });
  expect((await codesOf(id)).items.map(({ code, rows }) => [code, rows])).toEqual([['Lift', 1]]);
  const { rows } = await importState(system, id, ['in-review']);
  expect(rows).toMatchObject({ matched: 2, ignored: 4, unmatched: 1 });

  expect((await act({ action: 'release', filter: { status: 'ignored', code: 'ghost' } })).body).toEqual({
    rows: 4,
  });
  expect((await codesOf(id)).items.map(({ code, rows }) => [code, rows])).toEqual([
    ['GHOST', 4],
    ['Lift', 1],
  ]);
});

it('names the Accounts that a code may mean, likeliest first', async () => {
  const later = await newAccount(system);
  await giveCode(system, later.id, { code: 'MOVES', effectiveFrom: '2026-06-01' });
  const before = await newAccount(system);
  await giveCode(system, before.id, { code: 'MOVES', effectiveTo: '2026-05-01' });
  const closed = await codedAccount(system, { tenancyTo: '2026-05-01' });
  const named = await newAccount(system, { name: 'Zanzibar Spices' });
  const number = String(parseInt(system.mark, 16));
  const numbered = await newAccount(system, { accountsId: `NUM-00${number}` });
  const alike = await newAccount(system, { accountsId: `LOOK-${system.mark}-100` });
  const { id } = await importFile(system, {
    content: callFile(
      ['MOVES', closed.code, named.accountsId, 'Zanzibar', number, `LOOK-${system.mark}-1OO`].map((code) => ({
        code,
        sell: '1',
      })),
    ),
  });
  const { items } = await codesOf(id);
  expect(items.map(likely)).toEqual([
    [
      [before.accountsId, 'code-ended'],
      [later.accountsId, 'code-not-begun'],
    ],
    [[closed.accountsId, 'tenancy-ended']],
    [[named.accountsId, 'same-accounts-id']],
    [[named.accountsId, 'name-like-it']],
    [[numbered.accountsId, 'accounts-id-like-it']],
    [[alike.accountsId, 'looks-alike']],
  ]);
  expect(items[0]?.likelyAccounts[0]).toMatchObject({ effectiveFrom: null, effectiveTo: '2026-05-01' });
});

it('names an Account of another Location only to who may see it', async () => {
  const elsewhere = await codedAccount(system, { locationId: system.locations['Leeds Dock'] });
  const { id } = await importFile(system, { content: callFile([{ code: elsewhere.code, sell: '1' }]) });
  const { items } = await codesOf(id, '', 'admin');
  expect(items.map(likely)).toEqual([[[elsewhere.accountsId, 'code-elsewhere']]]);
  expect(items[0]?.likelyAccounts[0]?.location.name).toBe(system.placeOf('Leeds Dock').name);

  const ofOne = await personAt(system, 'London Bridge', ['viewer']);
  const { body } = await ofOne('GET', `/v1/charge-imports/${id}/codes`);
  expect((body as Schema<'CodeProblemPage'>).items).toMatchObject([
    { code: elsewhere.code, reason: 'code of another location', likelyAccounts: [] },
  ]);
});
