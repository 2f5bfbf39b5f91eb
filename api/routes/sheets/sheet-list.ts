import { z } from 'zod';
import { narrowed } from '../../../domain/people/roles';
import { sheetStates } from '../../../domain/sheets/sheet-states';
import { type ListedSheet, listSheets } from '../../../prisma/repositories/sheets/sheet-list';
import { totalSheets } from '../../../prisma/repositories/sheets/sheet-totals';
import { count, decimal } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { date, page } from '../../http/fields';
import { route } from '../../http/route';
import { listedSheetSchema } from './batch-sheet-schema';
import { batchSheetView } from './batch-sheet-view';

const filter = {
  state: z.enum(sheetStates).optional(),
  locationId: z.uuid().optional(),
  number: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Part of the number.', examples: ['2026-0007'] }),
  person: z.uuid().optional().meta({ description: 'Who uploaded, completed or approved it.' }),
  from: date.optional().meta({ description: 'Batch Dates from this day on.' }),
  to: date.optional().meta({ description: 'Batch Dates up to this day, included.' }),
};

const totalsSchema = z
  .object({
    sheets: count,
    byCurrency: z.array(
      z.object({
        currency: z.string().meta({ examples: ['GBP'] }),
        sheets: count,
        net: decimal,
        tax: decimal,
        gross: decimal,
      }),
    ),
  })
  .meta({ id: 'BatchSheetTotals', description: 'Of all sheets that fit the filter.' });

export const sheetListRoutes = [
  route({
    method: 'get',
    path: '/v1/batch-sheets',
    summary: 'List batch sheets, newest first',
    needs: 'read',
    scope: 'locations',
    query: z.object({ ...page, ...filter }),
    answers: { 200: pageOf('BatchSheetPage', listedSheetSchema) },
  }).handle(async ({ caller, where, query: { limit, cursor, locationId, ...asked } }, dependencies) => {
    const found = await listSheets(dependencies.database, {
      ...asked,
      personId: caller.id,
      locationIds: narrowed(where, locationId),
      after: fromCursor(cursor, places.created),
      limit: limit + 1,
    });
    const place = ({ createdAt, id }: ListedSheet) => [createdAt.toISOString(), id];
    const view = (one: ListedSheet) => batchSheetView(one, caller, dependencies);
    return { status: 200, body: toPage(found, limit, place, view) };
  }),
  route({
    method: 'get',
    path: '/v1/batch-sheets/totals',
    summary: 'Add up the batch sheets that fit a filter, by currency',
    needs: 'read',
    scope: 'locations',
    query: z.object(filter),
    answers: { 200: totalsSchema },
    problems: ['too-much-to-add-up'],
  }).handle(async ({ where, query: { locationId, ...asked } }, { database }) => {
    const locationIds = narrowed(where, locationId);
    const byCurrency = await totalSheets(database, { ...asked, locationIds });
    return {
      status: 200,
      body: { sheets: byCurrency.reduce((sum, one) => sum + one.sheets, 0), byCurrency },
    };
  }),
];
