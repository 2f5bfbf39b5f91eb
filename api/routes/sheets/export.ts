import { Readable } from 'node:stream';
import { whyNotExported } from '../../../domain/sheets/sheet-actions';
import { Refusal } from '../../../domain/refusal';
import { type ExportLine, exportLines } from '../../../prisma/repositories/charges/export-lines';
import { csv } from '../../http/answer-kinds';
import { route } from '../../http/route';
import { safeCell } from '../../http/safe-cell';
import { toCsv } from '../../http/to-csv';
import { aSheetInBrief } from './a-sheet';

const exportColumns = {
  accountsId: 'Accounts ID',
  account: 'Account',
  source: 'Source',
  rowNumber: 'Row',
  line: 'Line',
  extension: 'Extension',
  number: 'Number',
  destination: 'Destination',
  startedAt: 'Started',
  durationSeconds: 'Seconds',
  basis: 'Basis',
  markup: 'Markup',
  net: 'Net',
  tax: 'Tax',
} satisfies Record<keyof ExportLine, string>;

async function* safeLines(lines: AsyncIterable<ExportLine>) {
  for await (const line of lines)
    yield {
      ...line,
      accountsId: safeCell(line.accountsId),
      account: safeCell(line.account),
      extension: safeCell(line.extension),
      number: safeCell(line.number),
      destination: safeCell(line.destination),
    };
}

export const exportRoutes = [
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id/export',
    summary: 'Export a posted sheet as CSV: its charges, then the rounding and the tax of each account',
    needs: 'read',
    scope: aSheetInBrief,
    // They take turns on a processor that other requests need, too.
    atOnce: { max: 4, maxOfOne: 2, what: 'exports' },
    answers: { 200: csv },
    headers: { 200: ['content-disposition'] },
    problems: ['wrong-state'],
  }).handle(({ found: { id, state, number, importId } }, { exportsDatabase }) => {
    const reason = whyNotExported(state);
    if (reason) throw new Refusal('wrong-state', reason);
    const lines = Readable.from(safeLines(exportLines(exportsDatabase, { sheetId: id, importId })));
    return Promise.resolve({
      status: 200,
      headers: { 'content-disposition': `attachment; filename="${number}.csv"` },
      body: [lines, toCsv(exportColumns)],
    });
  }),
];
