import { z } from 'zod';
import { postedCharges, previewCharges } from '../../../prisma/repositories/charges/charges';
import { totalCharges } from '../../../prisma/repositories/charges/charge-totals';
import {
  type ChargePlace,
  listCharges,
  lookedThroughTo,
  placeOfCharge,
} from '../../../prisma/repositories/charges/posted-charges';
import { count, decimal } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { aSheetInBrief } from '../sheets/a-sheet';
import { chargeFilter, filterOf, wholeFilter } from './charge-filter';
import { chargeSchema, chargeView } from './charge-view';

const chargePlace: z.ZodType<ChargePlace> = z.object({
  postedAt: z.iso.datetime(),
  sheetId: z.uuid(),
  rowNumber: z.int32().nonnegative(),
});

const listFilter = z.object({ ...page, ...chargeFilter });

const totalsSchema = z
  .object({
    charges: count,
    byCurrency: z.array(
      z.object({ currency: z.string().meta({ examples: ['GBP'] }), charges: count, net: decimal }),
    ),
  })
  .meta({ id: 'ChargeTotals', description: 'Of all posted charges that fit the filter; without rounding.' });

const chargePage = pageOf('ChargePage', chargeSchema);

export const chargeRoutes = [
  route({
    method: 'get',
    path: '/v1/charges',
    summary:
      'List posted charges, in the order in which they became visible to billing; by amount, a part at a time',
    needs: 'read',
    scope: 'locations',
    query: listFilter,
    answers: { 200: chargePage },
  }).handle(async ({ where, query: { limit, cursor, ...asked } }, { database }) => {
    const page = { ...filterOf(where, asked), after: fromCursor(cursor, chargePlace), limit: limit + 1 };
    const charges = await listCharges(database, page);
    const through = await lookedThroughTo(database, page, charges);
    return { status: 200, body: toPage(charges, limit, placeOfCharge, chargeView, through) };
  }),
  route({
    method: 'get',
    path: '/v1/charges/totals',
    summary: 'Add up the posted charges that fit a filter, by currency',
    needs: 'read',
    scope: 'locations',
    query: wholeFilter,
    answers: { 200: totalsSchema },
    problems: ['too-much-to-add-up'],
  }).handle(async ({ where, query }, { database }) => {
    const byCurrency = await totalCharges(database, filterOf(where, query));
    return {
      status: 200,
      body: { charges: byCurrency.reduce((sum, one) => sum + one.charges, 0), byCurrency },
    };
  }),
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id/charges',
    summary: 'List the charges of a sheet; before it is posted, those that it would make',
    needs: 'read',
    scope: aSheetInBrief,
    query: z.object(page),
    answers: { 200: chargePage },
  }).handle(async ({ found: { id, state, importId }, query: { limit, cursor } }, { database }) => {
    const after = fromCursor(cursor, places.number) ?? 0;
    const page = { sheetId: id, importId, after, limit: limit + 1 };
    const found =
      state === 'posted' ? await postedCharges(database, page) : await previewCharges(database, page);
    return { status: 200, body: toPage(found, limit, ({ rowNumber }) => rowNumber, chargeView) };
  }),
];
