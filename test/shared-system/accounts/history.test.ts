import type { Schema } from '../../../clients/typescript/src/by-path';
import { newAccount } from '../../setup/accounts';
import { callFile, codedAccount, giveCode } from '../../setup/calls';
import { actOnRows, postFile } from '../../setup/imports';
import { personAt } from '../../setup/persons';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

async function historyOf(kind: 'accounts' | 'charge-imports' | 'batch-sheets', id: string) {
  const path: string = `/v1/${kind}/${id}/history?limit=200`;
  return (await system.call('viewer', 'GET', path)).body as Schema<'HistoryPage'>;
}
const told = ({ items }: Schema<'HistoryPage'>) => items.map(({ action, person }) => [action, person?.name]);

it('says what was done to an Account, by whom, newest first, page by page', async () => {
  const { id } = await newAccount(system);
  await giveCode(system, id, { code: `H-${system.mark}` }, 'ops');
  const path = `/v1/accounts/${id}` as const;
  const edit = { type: 'Virtual' };
  await system.call('lead', 'PATCH', path, edit, { 'if-match': '*' });
  // Refused, hence no history: nothing was done.
  await system.call('viewer', 'PATCH', path, edit, { 'if-match': '*' });
  const all = await historyOf('accounts', id);
  const [omar, lea] = [system.personOf('Omar'), system.personOf('Lea')];
  expect(told(all)).toEqual([
    ['account.edited', lea],
    ['account-code.added', omar],
    ['account.created', omar],
  ]);
  expect(all.items[0]).toMatchObject({ before: { type: 'Residential' }, after: { type: 'Virtual' } });
  expect(JSON.stringify(all)).not.toMatch(/address|credential|requestId/);
  const { body: first } = await system.call('viewer', 'GET', `${path}/history?limit=2`);
  const { body: rest } = await system.call('viewer', 'GET', `${path}/history?cursor=${first.next}`);
  expect([...first.items, ...rest.items]).toEqual(all.items);
});

it('gives an import and its sheet one history', async () => {
  const { code } = await codedAccount(system);
  const found = await postFile(system, { content: callFile([{ code, sell: '1' }]) });
  const ofImport = await historyOf('charge-imports', found.id);
  expect(await historyOf('batch-sheets', found.batchSheetId)).toEqual(ofImport);
  expect(told(ofImport).map(([action]) => action)).toEqual([
    'sheet.posted',
    'sheet.approve',
    'sheet.complete',
    'sheet.opened',
    'import.received',
  ]);
  expect(ofImport.items.at(-1)?.detail).not.toHaveProperty('sha256');
  expect((await actOnRows(system, found.id, { action: 'ignore', rows: [1] })).status).toBe(409);
  expect(await historyOf('charge-imports', found.id)).toEqual(ofImport);
});

it('shows history to nobody who may not see the thing', async () => {
  const { id } = await newAccount(system);
  const elsewhere = await personAt(system, 'Leeds Dock', ['viewer']);
  expect((await elsewhere('GET', `/v1/accounts/${id}/history`)).status).toBe(404);
});

it('finds an Account by part of a code, at the Locations that one may see', async () => {
  const { id, accountsId } = await newAccount(system);
  await giveCode(system, id, { code: `Desk-${system.mark}-9` });
  const query = `/v1/accounts?q=${`desk-${system.mark}`.toLowerCase()}` as const;
  const { body } = await system.call('viewer', 'GET', query);
  expect(body.items.map((one) => one.accountsId)).toEqual([accountsId]);
  const elsewhere = await personAt(system, 'Leeds Dock', ['viewer']);
  expect((await elsewhere('GET', query)).body.items).toEqual([]);
});
