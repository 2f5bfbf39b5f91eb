import { z } from 'zod';
import { checkNames } from '../../../domain/sheets/sheet-checks';
import { explainMismatch } from '../../../prisma/repositories/sheets/sheet-states';
import { text } from '../../http/fields';
import { route } from '../../http/route';
import { aSheet, aSheetInBrief } from './a-sheet';
import { batchSheetSchema } from './batch-sheet-schema';
import { sheetAnswer } from './sheet-answer';

const explanation = z
  .strictObject({
    mismatch: z.enum(checkNames),
    text: text(2000).meta({ examples: ['The footer counts a call of April.'] }),
  })
  .meta({ id: 'Explanation' });

const accounts = z.enum(['all', 'none']).default('all').meta({
  description: 'With `none`, `accounts` is empty: they have a list of their own, page by page.',
});

export const batchSheetRoutes = [
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id',
    summary: 'Get a batch sheet: totals, checks, ticks, digest, and what I may do',
    needs: 'read',
    scope: aSheet,
    query: z.object({ accounts }),
    answers: { 200: batchSheetSchema },
    headers: { 200: ['etag'] },
  }).handle(({ caller, found, query }, dependencies) =>
    sheetAnswer(dependencies, caller, found.id, { found, ...query }),
  ),
  route({
    method: 'post',
    path: '/v1/batch-sheets/:id/explain',
    summary: 'Explain a check that failed',
    needs: 'edit-charges',
    scope: aSheetInBrief,
    ifMatch: true,
    body: explanation,
    answers: { 200: batchSheetSchema },
    headers: { 200: ['etag'] },
    problems: ['wrong-state'],
  }).handle(async ({ caller, found: { id, importId }, body, seenVersion }, dependencies) => {
    const explained = { ...body, sheetId: id, personId: caller.id, seenVersion };
    await dependencies.database.transaction((tx) => explainMismatch(tx, explained), {
      subject: `import:${importId}`,
    });
    return sheetAnswer(dependencies, caller, id);
  }),
];
