import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import { Refusal } from '../../../domain/refusal';
import { type ExportLine, exportLines } from '../../../prisma/repositories/charges/export-lines';
import { atMost } from '../../http/at-most';
import { idOf, route } from '../../http/route';
import { safeCell } from '../../http/safe-cell';
import { breakOffUnread } from '../../http/break-off-unread';
import { requireSheet } from './batch-sheets';

/** They take turns on a processor that others wait for, too. */
const fewAtOnce = atMost({ most: 4, ofOne: 2, what: 'exports' });

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

async function sendCsv(lines: AsyncIterable<ExportLine>, response: Response): Promise<void> {
  const read = breakOffUnread(response);
  try {
    await pipeline(
      Readable.from(lines),
      // Quoted where a text holds a line break of any kind: with a record delimiter of CRLF, a lone one would not be.
      stringify({
        header: true,
        columns: exportColumns,
        record_delimiter: 'windows',
        quoted_match: /[\r\n]/,
      }),
      response,
    );
  } catch (error) {
    if (!response.destroyed) throw error; // else nobody reads any more
  } finally {
    read();
  }
}

export const exportRoutes = [
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id/export',
    summary: 'A posted sheet as CSV: charges, then rounding and tax of each Account',
    async handle({ person, params, request }, dependencies) {
      const { id, state, number, importId } = await requireSheet(dependencies, person, idOf(params));
      if (state !== 'posted')
        throw new Refusal('wrong-state', `The batch sheet is ${state}: only what is posted is exported.`);
      const response = request.res;
      if (!response) throw new Error('a request without its response');
      const lines = safeLines(exportLines(dependencies.exportsDatabase, { sheetId: id, importId }));
      await fewAtOnce(person.id, async () => {
        response.status(200).type('text/csv').attachment(`${number}.csv`);
        await sendCsv(lines, response);
      });
      return { status: 200 };
    },
  }),
];
