import { z } from 'zod';
import { everyMonth, monthsBefore, usualNet } from '../../../domain/money/months';
import { accountMonths } from '../../../prisma/repositories/charges/months';
import { listSheetAccounts } from '../../../prisma/repositories/sheets/sheet-account-page';
import { decimal } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, toPage } from '../../http/cursor';
import { page, sum } from '../../http/fields';
import { route } from '../../http/route';
import { median, monthNet } from '../charges/months-view';
import { aSheetInBrief } from './a-sheet';
import { sheetAccountSchema } from './batch-sheet-schema';

const accountOfSheetSchema = sheetAccountSchema
  .extend({
    name: z.string().meta({ examples: ['Hopfields Energy'] }),
    lastMonth: decimal.meta({ description: 'What was charged in the month before the Batch Date.' }),
    months: z.array(monthNet).meta({ description: 'The twelve months before the Batch Date, oldest first.' }),
    median,
  })
  .meta({
    id: 'AccountOfSheet',
    description: 'What an account owes on the sheet, beside what it owed before.',
  });

const place = z.tuple([sum, z.uuid()]);
const monthsShown = 12;

export const sheetAccountRoutes = [
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id/accounts',
    summary: 'List what each account owes on a sheet, the most first, beside its months before',
    needs: 'read',
    scope: aSheetInBrief,
    query: z.object(page),
    answers: { 200: pageOf('AccountOfSheetPage', accountOfSheetSchema) },
  }).handle(async ({ found: { id, batchDate }, query: { limit, cursor } }, { database }) => {
    const after = fromCursor(cursor, place);
    const owing = await listSheetAccounts(database, { sheetId: id, after, limit: limit + 1 });
    const last = monthsBefore(batchDate.slice(0, 7), 1);
    const ids = owing.map(({ accountId }) => accountId);
    const known = await accountMonths(database, ids, { last, count: monthsShown });
    const view = (one: (typeof owing)[number]) => {
      const own = known.filter(({ accountId }) => accountId === one.accountId);
      const months = everyMonth(last, monthsShown, own);
      return { ...one, lastMonth: months.at(-1)?.net ?? '0', months, median: usualNet(months) };
    };
    return { status: 200, body: toPage(owing, limit, ({ net, accountId }) => [net, accountId], view) };
  }),
];
