import { z } from 'zod';
import { checkNames } from '../../../domain/sheets/sheet-checks';
import { sheetStates } from '../../../domain/sheets/sheet-states';
import { type ListedSheet, listSheets } from '../../../prisma/repositories/sheets/sheet-list';
import { explainMismatch } from '../../../prisma/repositories/sheets/sheet-states';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page, text } from '../../http/fields';
import { route } from '../../http/route';
import { aSheet } from './a-sheet';
import { batchSheetSchema, listedSheetSchema } from './batch-sheet-schema';
import { batchSheetView } from './batch-sheet-view';
import { sheetAnswer } from './sheet-answer';

const explanation = z
  .strictObject({
    mismatch: z.enum(checkNames),
    text: text(2000).meta({ examples: ['The footer counts a call of April.'] }),
  })
  .meta({ id: 'Explanation' });

export const batchSheetRoutes = [
  route({
    method: 'get',
    path: '/v1/batch-sheets',
    summary: 'List batch sheets, newest first',
    needs: 'read',
    scope: 'locations',
    query: z.object({ ...page, state: z.enum(sheetStates).optional() }),
    answers: { 200: pageOf('BatchSheetPage', listedSheetSchema) },
  }).handle(async ({ caller, where, query: { limit, cursor, state } }, dependencies) => {
    const found = await listSheets(dependencies.database, {
      personId: caller.id,
      state,
      locationIds: where,
      after: fromCursor(cursor, places.created),
      limit: limit + 1,
    });
    const place = ({ createdAt, id }: ListedSheet) => [createdAt.toISOString(), id];
    const view = (one: ListedSheet) => batchSheetView(one, caller, dependencies);
    return { status: 200, body: toPage(found, limit, place, view) };
  }),
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id',
    summary: 'Get a batch sheet: totals, checks, ticks, digest, and what I may do',
    needs: 'read',
    scope: aSheet,
    answers: { 200: batchSheetSchema },
  }).handle(({ caller, found }, dependencies) => sheetAnswer(dependencies, caller, found.id, found)),
  route({
    method: 'post',
    path: '/v1/batch-sheets/:id/explain',
    summary: 'Explain a check that failed',
    needs: 'edit-charges',
    scope: aSheet,
    ifMatch: true,
    body: explanation,
    answers: { 200: batchSheetSchema },
    problems: ['wrong-state'],
  }).handle(async ({ caller, found: { id, importId }, body, seenVersion }, dependencies) => {
    const explained = { ...body, sheetId: id, personId: caller.id, seenVersion };
    await dependencies.database.transaction((tx) => explainMismatch(tx, explained), {
      subject: `import:${importId}`,
    });
    return sheetAnswer(dependencies, caller, id);
  }),
];
