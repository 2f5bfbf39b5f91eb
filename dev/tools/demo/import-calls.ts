import { type ImportFields, type Schema } from '../../../clients/typescript/src';
import Big from 'big.js';
import { type CallsFile } from './download-calls';
import { expectAmount, expectSame } from './expect';
import { type Month } from './free-month';
import { type MadeCalls } from './make-calls';
import { at, type Tour } from './tour';

const SHOWN = 3;

/** Uploads the file as a person would, waits for its review, and shows which rows matched and which did not. */
export async function importCalls(
  tour: Tour,
  month: Month,
  file: CallsFile,
  { unknown }: MadeCalls,
): Promise<string> {
  const { narrator, as, names } = tour;
  narrator.step(`${names.ops} imports the file.`);
  const calls = new Blob([file.csv], { type: 'text/csv' });
  const received = await as.ops.upload(importFields(tour, month, file), calls, file.name);
  const { id } = received;
  narrator.link(received);
  const found = await narrator.until<Schema<'ChargeImport'>>({
    what: 'Import',
    look: () => as.ops.get('/v1/charge-imports/{id}', at(id)),
    state: ({ status }) => status,
    wanted: 'in-review',
    done: ({ status }) => status === 'in-review',
    hopeless: ({ status, failure }) =>
      ['failed', 'cancelled'].includes(status) ? `${status} (${JSON.stringify(failure)})` : undefined,
  });
  expectImport(found, file, unknown);
  narrator.table(
    ['Rows', '', 'Client Amount'],
    (['file', 'matched', 'unmatched', 'invalid', 'duplicate', 'ignored'] as const).map((status) => [
      status,
      found.rows[status],
      found.amount.sell?.[status] ?? '0',
    ]),
  );
  await showRows(tour, id, 'matched', found.rows.matched);
  await showRows(tour, id, 'unmatched', found.rows.unmatched);
  for (const [reason, rows] of Object.entries(found.unmatchedReasons))
    narrator.say(`Why unmatched: ${reason}, ${rows} rows.`);
  return id;
}

function importFields({ location, seed }: Tour, month: Month, file: CallsFile): ImportFields {
  const group = seed.productGroups[0];
  return {
    locationId: location.id,
    importType: 'essensys call logger v2',
    productGroup: group?.name ?? '',
    product: group?.products[0]?.name ?? '',
    batchDate: month.next,
    referenceDate: month.to,
    referenceText: `Tour: ${month.name}`,
    controlRows: String(file.rows),
  };
}

/** Checks that each row and penny of the file is accounted for. */
function expectImport(
  { rows, amount, unmatchedReasons }: Schema<'ChargeImport'>,
  file: CallsFile,
  unknown: MadeCalls['unknown'],
) {
  const { sell } = file.byCode.get(unknown.code) ?? { sell: new Big(0) };
  expectSame('Rows of the import', file.rows, rows.file);
  expectSame('Matched rows', file.rows - unknown.count, rows.matched);
  expectSame('Unmatched rows', unknown.count, rows.unmatched);
  for (const status of ['invalid', 'duplicate', 'ignored'] as const)
    expectSame(`Rows ${status}`, 0, rows[status]);
  expectSame(
    'Rows unmatched for the reason "unknown code"',
    unknown.count,
    unmatchedReasons['unknown code'] ?? 0,
  );
  expectAmount('Client Amounts of the import', file.sell, amount.sell?.file);
  expectAmount('Client Amounts of the matched rows', file.sell.minus(sell), amount.sell?.matched);
  expectAmount('Client Amounts of the unmatched rows', sell, amount.sell?.unmatched);
  expectAmount('Operator Amounts of the import', file.buy, amount.buy?.file);
}

async function showRows(
  { narrator, as }: Tour,
  id: string,
  status: 'matched' | 'unmatched',
  rows: number,
): Promise<void> {
  const { items } = await as.ops.get('/v1/charge-imports/{id}/rows', {
    params: { path: { id }, query: { status, limit: SHOWN } },
  });
  narrator.say('', `${status}:`);
  narrator.table(
    ['Line', 'Code', 'Destination', 'Amount', 'Reason'],
    items.map(({ line, accountCode, destination, sell, reason, detail }) => [
      line,
      accountCode ?? '',
      destination ?? '',
      sell ?? '',
      [reason, detail].filter(Boolean).join(': ') || '–',
    ]),
  );
  if (rows > items.length) narrator.say(`… and ${rows - items.length} more`);
}
