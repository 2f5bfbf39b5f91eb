import Big from 'big.js';
import { parse } from 'csv-parse/sync';
import { expectAmount, expectSame, sumOf } from './expect';
import { type Month } from './free-month';
import { type MadeCalls } from './make-calls';
import { type Tour } from './tour';

/** A call-charges file, and the tour's own totals of it: no code of the product reads or adds here. */
export interface CallsFile {
  name: string;
  csv: string;
  rows: number;
  /** What the clients pay in total. */
  sell: Big;
  /** What it cost the operator in total. */
  buy: Big;
  byCode: Map<string, { rows: number; sell: Big }>;
}

/** Downloads the month through Connect's own contract and adds it up. */
export async function downloadCalls(tour: Tour, month: Month, made: MadeCalls): Promise<CallsFile> {
  const { narrator, connect, location, names } = tour;
  narrator.step(`${names.ops} downloads the calls of ${month.name} from Connect.`);
  const path = `/sites/${encodeURIComponent(location.connectSiteId)}/call-charges?from=${month.from}&to=${month.to}`;
  const csv = await connect.text(path);
  const file = { name: `${location.connectSiteId}-${month.from}.csv`, csv, ...addUp(csv) };
  expectSame('Calls in the downloaded file', made.count, file.rows);
  expectSame(
    `Calls of ${made.unknown.code} in the file`,
    made.unknown.count,
    file.byCode.get(made.unknown.code)?.rows ?? 0,
  );
  expectAmount('Total of the Client Amounts in the file', made.sell, file.sell);
  narrator.say(
    `${file.name}: ${file.rows} calls, ${file.sell.toFixed(4)} ${location.currency} to be paid by ` +
      'clients, as its footer says.',
  );
  return file;
}

type Line = Record<'Account Code' | 'Operator Amount' | 'Client Amount', string>;

function addUp(csv: string): Omit<CallsFile, 'name' | 'csv'> {
  const lines = parse<Line>(csv, { columns: true });
  const footer = lines.pop();
  expectSame('First cell of the last line', 'TOTAL', footer?.['Account Code'] ?? 'nothing');
  const byCode = new Map<string, { rows: number; sell: Big }>();
  for (const { 'Account Code': code, 'Client Amount': amount } of lines) {
    const { rows, sell } = byCode.get(code) ?? { rows: 0, sell: new Big(0) };
    byCode.set(code, { rows: rows + 1, sell: sell.plus(amount) });
  }
  const sell = sumOf(lines.map((line) => line['Client Amount']));
  const buy = sumOf(lines.map((line) => line['Operator Amount']));
  expectAmount("The file's own footer, Client Amount", sell, footer?.['Client Amount']);
  expectAmount("The file's own footer, Operator Amount", buy, footer?.['Operator Amount']);
  return { rows: lines.length, sell, buy, byCode };
}
