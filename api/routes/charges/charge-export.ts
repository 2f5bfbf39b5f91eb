import { Readable } from 'node:stream';
import { type LedgerLine, ledgerLines } from '../../../prisma/repositories/charges/ledger-lines';
import { csv } from '../../http/answer-kinds';
import { route } from '../../http/route';
import { safeCell } from '../../http/safe-cell';
import { toCsv } from '../../http/to-csv';
import { filterOf, wholeFilter } from './charge-filter';

const columns = {
  batchSheet: 'Batch Sheet',
  location: 'Location',
  batchDate: 'Batch Date',
  postedAt: 'Posted (UTC)',
  accountsId: 'Accounts ID',
  account: 'Account',
  source: 'Source',
  line: 'Line',
  description: 'Description',
  currency: 'Currency',
  basis: 'Basis',
  markup: 'Markup',
  net: 'Net',
};

async function* safeLines(
  lines: AsyncIterable<LedgerLine>,
): AsyncGenerator<Record<keyof typeof columns, string | number | null>> {
  for await (const { sheet, ...line } of lines)
    yield {
      ...line,
      batchSheet: sheet.number,
      currency: sheet.currency,
      location: safeCell(line.location),
      accountsId: safeCell(line.accountsId),
      account: safeCell(line.account),
      description: safeCell(line.description),
    };
}

export const chargeExportRoutes = [
  route({
    method: 'get',
    path: '/v1/charges/export',
    summary:
      'Export the posted charges that fit a filter as CSV, in the order of the list; without rounding and tax',
    needs: 'read',
    scope: 'locations',
    query: wholeFilter,
    atOnce: { max: 4, maxOfOne: 2, what: 'exports of charges' },
    answers: { 200: csv },
    headers: { 200: ['content-disposition'] },
  }).handle(({ where, query }, { exportsDatabase }) =>
    Promise.resolve({
      status: 200,
      headers: { 'content-disposition': 'attachment; filename="charges.csv"' },
      body: [Readable.from(safeLines(ledgerLines(exportsDatabase, filterOf(where, query)))), toCsv(columns)],
    }),
  ),
];
