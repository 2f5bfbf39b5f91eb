import type { Schema } from '../../../clients/typescript/src';
import { changesOf } from '../../../console/screens/batch-sheets/changes';

type Sheet = Schema<'BatchSheet'>;

const account = (accountsId: string, net: string) => ({ accountsId, net }) as Sheet['accounts'][number];

const sheet = (differs: Partial<Sheet> = {}): Sheet =>
  ({
    state: 'completed',
    revision: 1,
    location: { id: '1', name: 'London Bridge', currency: 'GBP' },
    net: '18.42',
    tax: '3.68',
    gross: '22.10',
    rows: { file: 5, matched: 4, unmatched: 1, invalid: 0, duplicate: 0, ignored: 0 },
    notBilled: { rows: 1, amount: '0.5' },
    checks: [],
    explanations: {},
    accounts: [account('ACC-1001', '10.00'), account('ACC-1002', '8.42')],
    approvals: [],
    digest: 'v2:9f86d081884c7d65',
    ...differs,
  }) as Sheet;

it('finds nothing where nothing that people see or approve has changed', () => {
  expect(changesOf(sheet(), sheet({ newMatches: true, actions: ['approve'] }))).toEqual([]);
});

it('says what was, and what is', () => {
  expect(changesOf(sheet(), sheet({ revision: 2, state: 'draft', gross: '23.10' }))).toEqual([
    { what: 'State', before: 'completed', now: 'draft' },
    { what: 'Revision', before: '1', now: '2' },
    { what: 'Gross', before: '22.10 GBP', now: '23.10 GBP' },
  ]);
});

it('knows Accounts that came, went, or owe something else, though the sum is the same', () => {
  const accounts = [account('ACC-1001', '9.00'), account('ACC-1003', '9.42')];
  expect(changesOf(sheet(), sheet({ accounts }))).toEqual([
    { what: 'Net of ACC-1001', before: '10.00 GBP', now: '9.00 GBP' },
    { what: 'Net of ACC-1002', before: '8.42 GBP', now: null },
    { what: 'Net of ACC-1003', before: null, now: '9.42 GBP' },
  ]);
});

it('sees by the digest that charges are others, though every sum is the same', () => {
  expect(changesOf(sheet(), sheet({ digest: 'v2:0000000000000000' }))).toEqual([
    { what: 'Single charges', before: 'as you saw them', now: 'others' },
  ]);
});

it('tells of an explanation that was given meanwhile', () => {
  expect(changesOf(sheet(), sheet({ explanations: { footer: 'A call of April' } }))).toEqual([
    { what: 'Explanation: footer', before: null, now: 'A call of April' },
  ]);
});
