import { historyAnswer, historyPage, historyQuery } from '../people/history-view';
import { route } from '../../http/route';
import { anImportInBrief } from '../imports/an-import';
import { aSheetInBrief } from './a-sheet';

/** An import and its sheet have one history: what was decided about the sheet, the import's workflow carried out. */
const subjectsOf = (importId: string, sheetId: string | null) => [
  `import:${importId}`,
  ...(sheetId === null ? [] : [`sheet:${sheetId}`]),
];

export const reviewHistoryRoutes = [
  route({
    method: 'get',
    path: '/v1/charge-imports/:id/history',
    summary: 'List what was done to an import and its batch sheet, newest first',
    needs: 'read',
    scope: anImportInBrief,
    query: historyQuery,
    answers: { 200: historyPage },
  }).handle(({ found: { id, sheetId }, query }, { database }) =>
    historyAnswer(database, subjectsOf(id, sheetId), query),
  ),
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id/history',
    summary: 'List what was done to a batch sheet and its import, newest first',
    needs: 'read',
    scope: aSheetInBrief,
    query: historyQuery,
    answers: { 200: historyPage },
  }).handle(({ found: { id, importId }, query }, { database }) =>
    historyAnswer(database, subjectsOf(importId, id), query),
  ),
];
