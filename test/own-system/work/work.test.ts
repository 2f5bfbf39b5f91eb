import type { Schema } from '../../../clients/typescript/src/by-path';
import { newAccount, sendAccount } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { clientByHand } from '../../setup/connect';
import { complete, importFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { personAt } from '../../setup/persons';
import { type OwnSystem, until, type Who } from '../../setup/system';

let system: OwnSystem;
let code: string;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600 });
  ({ code } = await codedAccount(system));
});
afterAll(() => system.stop());

const work = async (who: Who, query = '') => (await system.call(who, 'GET', `/v1/work?${query}`)).body;
const kindsOf = async (who: Who, id: string) =>
  (await work(who)).items.filter((one) => one.id === id).map(({ kind }) => kind);

it('tells ops of drafts, and approvers of completed sheets that are not their own work', async () => {
  const { batchSheetId, batchSheetNumber } = await importFile(system, {
    content: callFile([{ code, sell: '1.00' }]),
    who: 'lead',
  });
  expect(await kindsOf('ops', batchSheetId)).toEqual(['complete-sheet']);
  expect(await kindsOf('approver', batchSheetId)).toEqual([]);
  await complete(system, batchSheetId, 'ops');
  expect(await kindsOf('ops', batchSheetId)).toEqual([]);
  expect(await kindsOf('approver', batchSheetId)).toEqual(['approve-sheet']);
  expect(await kindsOf('lead', batchSheetId)).toEqual([]); // who uploaded it
  expect(await kindsOf('viewer', batchSheetId)).toEqual([]);
  const [one] = (await work('approver')).items;
  expect(one).toMatchObject({
    name: batchSheetNumber,
    location: { name: 'London Bridge' },
    href: `/v1/batch-sheets/${batchSheetId}`,
    since: expect.stringMatching(/Z$/) as string,
  });
  expect(one?.temporalUi).toContain(`charge-import%3A${one?.importId}`);
});

it('tells of sends that need a decision, and of files that cannot be read', async () => {
  const { id, accountsId } = await newAccount(system);
  await clientByHand(system, { billingReference: accountsId });
  await sendAccount(system, id, ['needs-decision']);
  expect(await kindsOf('ops', id)).toEqual(['decide-send']);
  expect(await kindsOf('admin', id)).toEqual(['decide-send']);
  const failed = await importFile(system, { content: 'nothing,of,this\n1,2,3\n' });
  expect(await kindsOf('ops', failed.id)).toEqual(['failed-import']);
  expect(await kindsOf('admin', failed.id)).toEqual([]);
});

it('gives it page by page, the oldest first', async () => {
  const { items } = await work('ops');
  expect(items.length).toBeGreaterThan(1);
  const found: unknown[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: Schema<'WorkPage'> = await work(
      'ops',
      `limit=1${next && `&cursor=${encodeURIComponent(next)}`}`,
    );
    found.push(...page.items);
    next = page.next;
  }
  expect(found).toEqual(items);
  const times = items.map(({ since }) => since);
  expect(times).toEqual([...times].sort());
});

it('is narrowed to one Location, page by page, and counted there', async () => {
  const { code: there } = await codedAccount(system, { locationId: system.locations['Leeds Dock'] });
  for (const sell of ['0.3', '0.4'])
    await importFile(system, {
      content: callFile([{ code: there, sell }]),
      fields: { location: 'Leeds Dock' },
    });
  const all = (await work('ops', 'limit=200')).items;
  for (const place of ['Leeds Dock', 'London Bridge']) {
    const at = `locationId=${system.locations[place]}`;
    const here = all.filter(({ location }) => location.name === place);
    expect(here.length).toBeGreaterThan(1);
    const first = await work('ops', `${at}&limit=1`);
    const rest = await work('ops', `${at}&limit=200&cursor=${encodeURIComponent(first.next as string)}`);
    expect([...first.items, ...rest.items]).toEqual(here);
    const { body: counts } = await system.call('ops', 'GET', `/v1/work/counts?${at}`);
    expect(counts.total).toBe(here.length);
  }
  const ofOne = await personAt(system, 'Leeds Dock', ['ops']);
  const elsewhere = `locationId=${system.locations['London Bridge']}`;
  expect((await ofOne('GET', `/v1/work?${elsewhere}`)).body.items).toEqual([]);
  expect((await ofOne('GET', `/v1/work/counts?${elsewhere}`)).body.total).toBe(0);
  expect((await ofOne('GET', '/v1/work/counts')).body.total).toBe(2);
});

it('leads to views of the Temporal UI that hold what they say', async () => {
  const views = (await work('viewer')).views as Schema<'TemporalViews'>;
  expect(Object.keys(views).sort()).toEqual(['awaitingApproval', 'sendsInDoubt', 'unmatchedRows']);
  const ids = async (url: string) => {
    const query = new URL(url).searchParams.get('query') as string;
    const found: string[] = [];
    for await (const { workflowId } of system.temporal.workflow.list({ query })) found.push(workflowId);
    return found;
  };
  const waiting = await importFile(system, {
    content: callFile([
      { code, sell: '0.7' },
      { code: 'GHOST', sell: '0.1' },
    ]),
  });
  const inView = (view: keyof typeof views, id: string, wanted: boolean) =>
    until(
      () => ids(views[view]),
      (all) => all.includes(`charge-import:${id}`) === wanted,
    );
  await inView('unmatchedRows', waiting.id, true);
  await complete(system, waiting.batchSheetId);
  await inView('awaitingApproval', waiting.id, true);
  await inView('unmatchedRows', waiting.id, false);
  expect((await ids(views.sendsInDoubt)).length).toBeGreaterThan(0);
});
