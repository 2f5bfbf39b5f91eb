import { type Schema } from '../../../clients/typescript/src';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { type CallsFile } from './download-calls';
import { expectAmount, expectSame, sumOf } from './expect';
import { addUpBy, expectPerAccount, type PerAccount } from './per-account';
import { at, type Tour } from './tour';

type Line = Record<'Accounts ID' | 'Source' | 'Basis' | 'Net' | 'Tax', string>;

/** The input for billing: a CSV file, saved in `folder` and compared with what was posted. */
export async function exportSheet(
  tour: Tour,
  sheet: Schema<'BatchSheet'>,
  { file, owed, folder }: { file: CallsFile; owed: PerAccount; folder: string },
): Promise<void> {
  const { narrator, as, names } = tour;
  narrator.step(`${names.ops} exports ${sheet.number} for billing.`);
  const csv = await as.ops.text('/v1/batch-sheets/{id}/export', at(sheet.id));
  mkdirSync(folder, { recursive: true });
  const target = path.join(folder, `${path.basename(sheet.number)}.csv`);
  writeFileSync(target, csv);
  const lines = parse<Line>(csv, { columns: true });
  const rows = lines.filter(({ Source }) => Source === 'row');
  expectSame('Rows of the export', file.rows, rows.length);
  expectPerAccount(
    'Rows of the export',
    owed,
    addUpBy(rows, (row) => ({ accountsId: row['Accounts ID'], rows: 1, amount: row.Basis })),
  );
  expectAmount('Net of the rows of the export', file.sell, sumOf(rows.map(({ Net }) => Net)));
  expectAmount(
    'Net of the export, rounding included',
    sumOf([sheet.net]),
    sumOf(lines.map(({ Net }) => Net)),
  );
  expectAmount('Tax of the export', sumOf([sheet.tax]), sumOf(lines.map(({ Tax }) => Tax)));
  narrator.say(
    `${path.relative(process.cwd(), target)}: ${rows.length} charges, then rounding and tax of each ` +
      'account; the totals agree.',
  );
}
