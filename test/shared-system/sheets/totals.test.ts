import { parse } from 'csv-parse/sync';
import { callFile, codedAccount } from '../../setup/calls';
import { actOnRows, complete, importFile, postFile, sendBack, sheetOf, sumsOf } from '../../setup/imports';
import { personAt } from '../../setup/persons';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let here: { id: string; code: string };
let there: { id: string; code: string };
let posted: { id: string; batchSheetId: string; batchSheetNumber: string };
let draft: { id: string; batchSheetId: string; batchSheetNumber: string };
let elsewhere: { id: string; batchSheetId: string; batchSheetNumber: string };
beforeAll(async () => {
  system = await sharedSystem();
  here = await codedAccount(system);
  there = await codedAccount(system, { locationId: system.locations['Leeds Dock'] });
  posted = await postFile(system, fileOf(here.code, '2026-05-01', ['0.0405', '1.234', '0']));
  draft = await importFile(system, fileOf(here.code, '2026-06-01', ['2']));
  elsewhere = await postFile(system, fileOf(there.code, '2026-06-02', ['-0.5', '4'], 'Leeds Dock'));
});
afterAll(() => system.stop());

const fileOf = (code: string, batchDate: string, sells: string[], location = 'London Bridge') => ({
  content: callFile(sells.map((sell, at) => ({ code, sell, time: `1${at}:00:00` }))),
  fields: { batchDate, referenceDate: batchDate, location },
});

const personOf = async (who: 'ops' | 'approver' | 'lead') =>
  (await system.call(who, 'GET', '/v1/me')).body.id;

async function sheetsBy(query: string) {
  const { body } = await system.call('viewer', 'GET', `/v1/batch-sheets?${query}`);
  const { body: totals } = await system.call('viewer', 'GET', `/v1/batch-sheets/totals?${query}`);
  for (const listed of body.items) expect(await sheetOf(system, listed.id)).toMatchObject(sumsOf(listed));
  // The totals are those of the list.
  expect(totals.sheets).toBe(body.items.length);
  for (const sum of ['net', 'gross'] as const)
    expect(totals.byCurrency.reduce((all, one) => all + Number(one[sum]), 0)).toBeCloseTo(
      body.items.reduce((all, one) => all + Number(one[sum]), 0),
    );
  return body.items.map(({ id }) => id);
}

it('finds sheets by Location, Batch Date, number and person, and adds them up', async () => {
  const [one, two, three] = [posted, draft, elsewhere].map(({ batchSheetId }) => batchSheetId);
  expect(await sheetsBy('')).toEqual([three, two, one]);
  expect(await sheetsBy(`locationId=${system.locations['Leeds Dock']}`)).toEqual([three]);
  expect(await sheetsBy('state=draft')).toEqual([two]);
  expect(await sheetsBy('from=2026-05-01&to=2026-06-01')).toEqual([two, one]);
  expect(await sheetsBy('from=2026-05-02&to=2026-06-01')).toEqual([two]);
  expect(await sheetsBy('from=2026-06-03')).toEqual([]);
  expect(await sheetsBy(`number=${posted.batchSheetNumber.toLowerCase()}`)).toContain(one);
  expect(await sheetsBy('number=%25')).toEqual([]);
  expect(await sheetsBy(`person=${await personOf('ops')}`)).toEqual([three, two, one]);
  expect(await sheetsBy(`person=${await personOf('approver')}&to=2026-06-01`)).toEqual([one]);
  expect(await sheetsBy(`person=${await personOf('lead')}`)).toEqual([]);
});

it('says to the penny what sheets come to, and follows their changes', async () => {
  const totals = async () =>
    (await system.call('viewer', 'GET', '/v1/batch-sheets/totals?state=posted')).body.byCurrency;
  expect(await totals()).toEqual([
    { currency: 'GBP', sheets: 2, net: '4.770000', tax: expect.any(String), gross: expect.any(String) },
  ]);
  expect((await complete(system, draft.batchSheetId)).status).toBe(200);
  const { body } = await system.call('viewer', 'GET', '/v1/batch-sheets/totals?state=completed');
  expect(body.byCurrency.map(({ net }) => Number(net))).toEqual([2]);
  expect(await sheetsBy('state=completed')).toEqual([draft.batchSheetId]);
  expect(await sendBack(system, draft.batchSheetId, 'reopen', 'ops')).toMatchObject({ status: 200 });
  expect(await sheetsBy('state=draft')).toEqual([draft.batchSheetId]);
  // Nobody owes anything, and then somebody does again.
  for (const action of ['ignore', 'release']) {
    expect(await actOnRows(system, draft.id, { action, rows: [1] })).toMatchObject({ status: 200 });
    expect(await sheetsBy('state=draft')).toEqual([draft.batchSheetId]);
  }
});

async function chargesBy(query: string) {
  const { body } = await system.call('viewer', 'GET', `/v1/charges?limit=200&${query}`);
  const { body: totals } = await system.call('viewer', 'GET', `/v1/charges/totals?${query}`);
  expect(totals.charges).toBe(body.items.length);
  expect(totals.byCurrency.reduce((all, one) => all + Number(one.net), 0)).toBeCloseTo(
    body.items.reduce((all, one) => all + Number(one.net), 0),
  );
  // The export is the list, whole.
  const { text } = await system.call('viewer', 'GET', `/v1/charges/export?${query}`);
  const lines = parse<Record<string, string>>(text, { columns: true });
  expect(
    lines.map((line) => [line['Batch Sheet'], line['Accounts ID'], line.Net, line['Posted (UTC)']]),
  ).toEqual(body.items.map((one) => [one.batchSheetNumber, one.accountsId, one.net, one.postedAt]));
  return body.items.map(({ net }) => Number(net));
}

it('finds charges by Account, Location, sheet, Batch Date, amount and time, and adds them up', async () => {
  const [ofOne, ofOther] = [
    [0.0405, 1.234, 0],
    [-0.5, 4],
  ];
  const all = await chargesBy('');
  // A charge of nothing is one only where the product says so.
  expect(all.filter((net) => net !== 0)).toEqual([...ofOne, ...ofOther].filter((net) => net !== 0));
  expect(await chargesBy(`accountId=${there.id}`)).toEqual(ofOther);
  expect(await chargesBy(`locationId=${system.locations['Leeds Dock']}`)).toEqual(ofOther);
  expect(await chargesBy(`batchSheetId=${elsewhere.batchSheetId}`)).toEqual(ofOther);
  expect(await chargesBy(`batchSheetId=${draft.batchSheetId}`)).toEqual([]);
  expect(await chargesBy('from=2026-05-02')).toEqual(ofOther);
  expect(await chargesBy('from=2026-05-01&to=2026-06-01&least=0.0405&most=1')).toEqual([0.0405]);
  expect(await chargesBy('least=1')).toEqual([1.234, 4]);
  expect(await chargesBy('most=-0.1')).toEqual([-0.5]);
  expect(await chargesBy(`accountId=${there.id}&least=3`)).toEqual([4]);
  expect(await chargesBy(`accountId=${here.id}&batchSheetId=${elsewhere.batchSheetId}`)).toEqual([]);
  const [first] = (await system.call('viewer', 'GET', '/v1/charges?limit=1')).body.items;
  const at = encodeURIComponent(first?.postedAt as string);
  expect(await chargesBy(`postedBefore=${at}`)).toEqual([]);
  expect(await chargesBy(`postedAfter=${at}`)).toEqual(ofOther);
});

it('adds up nothing of a Location that one may not see', async () => {
  const ofOne = await personAt(system, 'Leeds Dock', ['viewer']);
  const asked = `locationId=${system.locations['London Bridge']}`;
  for (const [path, counted] of [
    ['/v1/batch-sheets/totals', 'sheets'],
    ['/v1/charges/totals', 'charges'],
  ] as const) {
    expect((await ofOne('GET', `${path}?${asked}`)).body).toEqual({ [counted]: 0, byCurrency: [] });
    expect((await ofOne('GET', path)).body[counted]).toBe(counted === 'sheets' ? 1 : 2);
  }
  expect((await ofOne('GET', `/v1/charges/export?${asked}`)).text.trim().split('\r\n')).toHaveLength(1);
  expect((await ofOne('GET', '/v1/charges/export')).text.trim().split('\r\n')).toHaveLength(3);
});

it('leaves out what each Account owes where that is not wanted, and nothing else', async () => {
  const at = `/v1/batch-sheets/${draft.batchSheetId}`;
  const whole = await system.call('viewer', 'GET', at);
  const short = await system.call('viewer', 'GET', `${at}?accounts=none`);
  expect(whole.body.accounts).toHaveLength(1);
  expect(short.body).toEqual({ ...whole.body, accounts: [] });
  expect(short.headers.get('etag')).toBe(whole.headers.get('etag'));
});
