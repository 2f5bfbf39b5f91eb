import { z } from 'zod';
import type { FileStore } from '../../../connectors/file-store/file-store';
import { faultLines, faultStatuses } from '../../../prisma/repositories/imports/fault-lines';
import { type HowItWasRead, howItWasRead } from '../../../prisma/repositories/imports/how-it-was-read';
import type { ListedImport } from '../../../prisma/repositories/imports/import-list';
import { headerLine } from '../../../readers/header-line';
import { locateRows } from '../../../readers/locate-rows';
import { csv } from '../../http/answer-kinds';
import { attachment } from '../../http/attachment';
import { route } from '../../http/route';
import { anImport } from './an-import';
import { faultsCsv } from './faults-csv';

const filter = z.object({ status: z.enum(faultStatuses).optional() });

/** Null also where the file is damaged or gone: its rows are in the database all the same. */
async function headerOf(files: FileStore, { file, location }: ListedImport, { definition }: HowItWasRead) {
  if (!definition.header) return null;
  const source = { open: (fromByte: number) => files.open(file.sha256, fromByte) };
  try {
    return await headerLine(source, await locateRows(source, definition, location.currency), definition);
  } catch {
    return null;
  }
}

export const importFaultRoutes = [
  route({
    method: 'get',
    path: '/v1/charge-imports/:id/faults.csv',
    summary:
      'Export invalid, unmatched and duplicate rows as CSV: the columns of the file, then why and what to do',
    needs: 'read',
    scope: anImport,
    query: filter,
    atOnce: { max: 4, maxOfOne: 2, what: 'exports' },
    answers: { 200: csv },
    headers: { 200: ['content-disposition'] },
  }).handle(async ({ caller, found, query: { status } }, { database, exportsDatabase, files }) => {
    const how = await howItWasRead(database, found.id);
    const header = await headerOf(files, found, how);
    const lines = faultLines(exportsDatabase, found.id, status ? [status] : faultStatuses);
    const name = `${found.file.name.replace(/\.csv$/i, '')} ${status ?? 'faults'}.csv`;
    return {
      status: 200,
      headers: { 'content-disposition': attachment(name) },
      body: faultsCsv(lines, { how, header, caller }),
    };
  }),
];
