import { z } from 'zod';
import {
  type ListedCharge,
  postedCharges,
  previewCharges,
} from '../../../prisma/repositories/charges/charges';
import { type ChargePlace, listCharges } from '../../../prisma/repositories/charges/posted-charges';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { aSheet } from '../sheets/a-sheet';
import { chargeSchema, chargeView } from './charge-view';

const placeOf = ({ postedAt, sheetId, rowNumber }: ListedCharge): ChargePlace => ({
  postedAt: postedAt as string,
  sheetId,
  rowNumber: rowNumber ?? 0,
});

const chargePlace: z.ZodType<ChargePlace> = z.object({
  postedAt: z.iso.datetime(),
  sheetId: z.uuid(),
  rowNumber: z.int32().nonnegative(),
});

const filter = z.object({
  ...page,
  postedAfter: z.iso
    .datetime({ offset: true })
    .refine((at) => at >= '1900', 'Must be a time from 1900 on.')
    .optional(),
  accountId: z.uuid().optional(),
});

const chargePage = pageOf('ChargePage', chargeSchema);

export const chargeRoutes = [
  route({
    method: 'get',
    path: '/v1/charges',
    summary: 'List posted charges, in the order in which they became visible to billing',
    needs: 'read',
    scope: 'locations',
    query: filter,
    answers: { 200: chargePage },
  }).handle(async ({ where, query: { limit, cursor, postedAfter, accountId } }, { database }) => {
    const found = await listCharges(database, {
      postedAfter: postedAfter ?? null,
      accountId: accountId ?? null,
      locationIds: where,
      after: fromCursor(cursor, chargePlace),
      limit: limit + 1,
    });
    return { status: 200, body: toPage(found, limit, placeOf, chargeView) };
  }),
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id/charges',
    summary: 'List the charges of a sheet; before it is posted, those that it would make',
    needs: 'read',
    scope: aSheet,
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
