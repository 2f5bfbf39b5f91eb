import { z } from 'zod';
import { locationsFor } from '../../../domain/people/roles';
import {
  type ListedCharge,
  postedCharges,
  previewCharges,
} from '../../../prisma/repositories/charges/charges';
import { type ChargePlace, listCharges } from '../../../prisma/repositories/charges/posted-charges';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { idOf, route } from '../../http/route';
import { requireSheet } from '../sheets/batch-sheets';

const view = ({
  id,
  accountId,
  accountsId,
  source,
  rowNumber,
  description,
  basis,
  markup,
  net,
  postedAt,
  sheetId,
}: ListedCharge) => ({
  id,
  accountId,
  accountsId,
  batchSheetId: sheetId,
  source,
  rowNumber,
  description,
  basis,
  markup,
  net,
  postedAt,
});

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
    .refine((at) => at >= '1900', 'A time from 1900 on.')
    .optional(),
  accountId: z.uuid().optional(),
});

export const chargeRoutes = [
  route({
    method: 'get',
    path: '/v1/charges',
    summary: 'Posted charges, in the order in which they became visible to billing',
    query: filter,
    async handle({ person, query: { limit, cursor, postedAfter, accountId } }, { database }) {
      const found = await listCharges(database, {
        postedAfter: postedAfter ?? null,
        accountId: accountId ?? null,
        locationIds: locationsFor(person, 'read'),
        after: fromCursor(cursor, chargePlace),
        limit: limit + 1,
      });
      return { status: 200, body: toPage(found, limit, placeOf, view) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id/charges',
    summary: 'Charges of a sheet; before it is posted, those that it would make',
    query: z.object(page),
    async handle({ person, params, query: { limit, cursor } }, dependencies) {
      const { database } = dependencies;
      const { id, state, importId } = await requireSheet(dependencies, person, idOf(params));
      const after = fromCursor(cursor, places.number) ?? 0;
      const page = { sheetId: id, importId, after, limit: limit + 1 };
      const found =
        state === 'posted' ? await postedCharges(database, page) : await previewCharges(database, page);
      return { status: 200, body: toPage(found, limit, ({ rowNumber }) => rowNumber, view) };
    },
  }),
];
