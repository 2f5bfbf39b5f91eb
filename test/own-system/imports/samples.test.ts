import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';
import { sameAmount } from '../../../domain/money/money';
import { codeSampleAccounts } from '../../setup/accounts';
import { importFile, rowsOf, sample, sheetOf } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';
import type { Schema } from '../../../clients/typescript/src/by-path';

interface Outcome {
  rows: Record<string, number>;
  sell: Record<string, string>;
  buy?: Record<string, string>;
  unmatchedReasons?: Record<string, number>;
  byAccount?: Record<string, { rows: number; sell: string }>;
}
const expected = JSON.parse(
  readFileSync(path.join(projectRoot(), 'dev/samples/expected.json'), 'utf8'),
) as Record<string, Outcome>;

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
  await codeSampleAccounts(system);
});
afterAll(() => system.stop());

const none = { file: '0', matched: '0', unmatched: '0', invalid: '0', duplicate: '0', ignored: '0' };
const amounts = ({ 'invalid (readable)': invalid = '0', ...others }: Record<string, string>) => ({
  ...none,
  invalid,
  ...others,
});

function expectOutcome(found: Schema<'ChargeImport'>, sheet: Schema<'BatchSheet'>, outcome: Outcome) {
  expect(found.rows).toEqual({
    unmatched: 0,
    invalid: 0,
    duplicate: 0,
    ignored: 0,
    matched: 0,
    ...outcome.rows,
  });
  expect(found.amount.sell).toEqual(amounts(outcome.sell));
  if (outcome.buy) expect(found.amount.buy).toEqual(amounts(outcome.buy));
  if (outcome.unmatchedReasons) expect(found.unmatchedReasons).toEqual(outcome.unmatchedReasons);
  expect(sheet).toMatchObject({ state: 'draft', rows: found.rows, amount: found.amount });
  if (!outcome.byAccount) return;
  const byAccount = Object.fromEntries(
    sheet.accounts.map((line) => {
      const sell = outcome.byAccount?.[line.accountsId]?.sell ?? '0';
      return [line.accountsId, { rows: line.rows, sell: sameAmount(line.basis, sell) ? sell : line.basis }];
    }),
  );
  expect(byAccount).toEqual(outcome.byAccount);
}

it.each([
  ['call-logger-london-2026-05.csv at London Bridge', 'London Bridge', 'essensys call logger v2'],
  [
    'call-logger-london-2026-06-overlapping.csv at London Bridge, alone',
    'London Bridge',
    'essensys call logger v2',
  ],
  ['call-logger-leeds-2026-05.csv at Leeds Dock', 'Leeds Dock', 'essensys call logger v2'],
  ['call-logger-leeds-2026-05.csv at London Bridge', 'London Bridge', 'essensys call logger v2'],
  [
    'call-logger-v1-london-2026-04.csv at London Bridge, type essensys call logger',
    'London Bridge',
    'essensys call logger',
  ],
  ['call-logger-quirks.csv at London Bridge', 'London Bridge', 'essensys call logger v2'],
])('gives %s to the last row and digit', async (key, location, importType) => {
  const [name = ''] = key.split(' ');
  const found = await importFile(system, { content: sample(name), fields: { location, importType } });
  const sheet = await sheetOf(system, found.batchSheetId);
  expectOutcome(found, sheet, expected[key] as Outcome);
  const elsewhere = name.includes('leeds') && location === 'London Bridge';
  const ofLocation = found.warnings.filter(({ code }) => code === 'codes-of-another-location');
  const warning = { message: '90 of 90 rows carry codes of Leeds Dock', numbers: { rows: 90, of: 90 } };
  expect(ofLocation).toMatchObject(elsewhere ? [warning] : []);
  expect(found.importType).toBe(importType);
});

it('reads the quirks line by line, and finds its footer right', async () => {
  const fields = { allowRepeat: 'looked at line by line' };
  const found = await importFile(system, { content: sample('call-logger-quirks.csv'), fields });
  const rows = await rowsOf(system, found.id);
  const seen = rows.map((row) => [row.line, row.status, row.accountCode, row.sell, row.reason]);
  expect(seen).toEqual([
    [3, 'matched', 'ACC-1001', '0.040', null],
    [4, 'matched', 'ACC-1001', '0.040', null],
    [5, 'matched', 'acc-1002 ', '1234.50', null],
    [6, 'unmatched', '0042', '0.000', 'unknown code'],
    [7, 'unmatched', null, '0.030', 'no code'],
    [8, 'unmatched', 'GHOST9', '0.600', 'unknown code'],
    [9, 'matched', 'ACC-1003', '-0.300', null],
    [10, 'unmatched', '=cmd|calc!A0', '0.061', 'unknown code'],
    [11, 'invalid', 'ACC-1004', '0.061', expect.stringContaining('31/02/2026')],
    [12, 'invalid', 'ACC-1004', null, expect.stringContaining('"lots" is not an amount')],
    [13, 'unmatched', 'ACC-1009', '0.022', 'code of another location'],
  ]);
  const line = (wanted: number) => rows.find((row) => row.line === wanted);
  expect(line(4)).toMatchObject({ ordinal: 2, flags: ['twin'] });
  expect(line(5)?.durationSeconds).toBe(187);
  expect(line(8)?.durationSeconds).toBe(4510);
  expect(line(9)?.flags).toContain('credit');
  expect(line(12)?.buy).toBe('0.0450');
  expect(line(13)?.detail).toBe('Leeds Dock');
  expect((await sheetOf(system, found.batchSheetId)).checks).toEqual([
    { check: 'footer', expected: '1235.054', found: '1235.054', ok: true },
    { check: 'footer buy', expected: '0.4204', found: '0.4204', ok: true },
  ]);
});
