import { type Schema } from '../../../api/client/by-path';
import Big from 'big.js';
import { type CallsFile } from './download-calls';
import { expectAmount, expectSame } from './expect';
import { type Month } from './free-month';
import { type MadeCalls } from './make-calls';
import { type Tour } from './tour';

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
  const received = await as.ops.post('/v1/charge-imports', importForm(tour, month, file));
  const { id } = received;
  narrator.link(received);
  const found = await narrator.until<Schema<'ChargeImport'>>({
    what: 'Import',
    look: () => as.ops.get(`/v1/charge-imports/${id}`),
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

function importForm({ location, seed }: Tour, month: Month, file: CallsFile): FormData {
  const group = seed.productGroups[0];
  const form = new FormData();
  form.set('locationId', location.id);
  form.set('importType', 'essensys call logger v2');
  form.set('productGroup', group?.name ?? '');
  form.set('product', group?.products[0]?.name ?? '');
  form.set('batchDate', month.next);
  form.set('referenceDate', month.to);
  form.set('referenceText', `Tour: ${month.name}`);
  form.set('controlRows', String(file.rows));
  form.set('file', new Blob([file.csv], { type: 'text/csv' }), file.name);
  return form;
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

async function showRows({ narrator, as }: Tour, id: string, status: string, rows: number): Promise<void> {
  const { items } = await as.ops.get(`/v1/charge-imports/${id}/rows?status=${status}&limit=${SHOWN}`);
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
