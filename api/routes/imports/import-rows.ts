import { z } from 'zod';
import { rowStatuses } from '../../../domain/imports/totals';
import { Refusal } from '../../../domain/refusal';
import { accountPlace } from '../../../prisma/repositories/accounts/account-place';
import { rowActions } from '../../../domain/imports/row-actions';
import { actOnRows } from '../../../prisma/repositories/imports/row-actions';
import { rowDifferences } from '../../../prisma/repositories/imports/row-differences';
import { listRows } from '../../../prisma/repositories/imports/row-list';
import { requireAct } from '../../http/authentication';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page, text } from '../../http/fields';
import { seenVersion } from '../../http/if-match';
import { placeOfCode } from './foreign-names';
import { idOf, route } from '../../http/route';
import { requireImport } from './charge-imports';

const filter = z.object({
  ...page,
  status: z.enum(rowStatuses).optional(),
  reason: z.string().max(200).optional(),
  differs: z.enum(rowDifferences).optional(),
});

const action = z
  .strictObject({
    action: z.enum(rowActions),
    rows: z.array(z.int32().positive()).min(1).max(10_000).optional(),
    filter: z
      .strictObject({
        status: z.enum(rowStatuses),
        reason: z.string().max(200).optional(),
        differs: z.enum(rowDifferences).optional(),
      })
      .optional(),
    accountId: z.uuid().optional(),
    reason: text(1000),
  })
  .refine(({ rows, filter }) => (rows === undefined) !== (filter === undefined), {
    path: ['rows'],
    error: 'Give the row numbers, or a filter; not both.',
  })
  .refine(({ action, accountId }) => (action === 'assign') === (accountId !== undefined), {
    path: ['accountId'],
    error: 'Needed to assign rows, and only then.',
  });

export const importRowRoutes = [
  route({
    method: 'get',
    path: '/v1/charge-imports/:id/rows',
    summary: 'Rows of an import in file order, with reasons',
    query: filter,
    async handle({ person, params, query: { limit, cursor, ...filter } }, dependencies) {
      const { id } = await requireImport(dependencies, person, idOf(params));
      const after = fromCursor(cursor, places.number) ?? 0;
      const found = await listRows(dependencies.database, {
        importId: id,
        ...filter,
        after,
        limit: limit + 1,
      });
      return {
        status: 200,
        body: toPage(
          found,
          limit,
          ({ rowNumber }) => rowNumber,
          (row) =>
            row.reason === 'code of another location'
              ? { ...row, detail: placeOfCode(person, row.detail) }
              : row,
        ),
      };
    },
  }),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/rows/actions',
    summary:
      'Assign, ignore, release, discard or set aside (await a correction) rows of a draft, with a reason',
    needs: 'edit-charges',
    body: action,
    maxBytes: 1_048_576,
    async handle({ person, params, body, request }, dependencies) {
      const { database, rowsDatabase } = dependencies;
      const { id, locationId } = await requireImport(dependencies, person, idOf(params));
      requireAct(person, 'edit-charges', locationId);
      const accountId = body.accountId ?? null;
      if (accountId) {
        const account = await accountPlace(database, accountId);
        if (account?.locationId !== locationId)
          throw new Refusal('invalid-request', 'There is no such account at the location.', {
            errors: [{ pointer: '/accountId', detail: 'Take an account of the import’s location.' }],
          });
      }
      const rows = await rowsDatabase.transaction(
        (tx) =>
          actOnRows(tx, {
            importId: id,
            action: body.action,
            rows: body.rows ?? null,
            filter: body.filter ?? null,
            accountId,
            because: body.reason,
            personId: person.id,
            seenVersion: seenVersion(request),
          }),
        { subject: `import:${id}` },
      );
      return { status: 200, body: { rows } };
    },
  }),
];
