import { z } from 'zod';
import { rowStatuses } from '../../../domain/imports/totals';
import { Refusal } from '../../../domain/refusal';
import { accountPlace } from '../../../prisma/repositories/accounts/account-place';
import { rowActions } from '../../../domain/imports/row-actions';
import { actOnRows } from '../../../prisma/repositories/imports/row-actions';
import { rowDifferences } from '../../../prisma/repositories/imports/row-differences';
import {
  type ListedRow,
  listRows,
  lookedThroughTo,
  rowAtLine,
} from '../../../prisma/repositories/imports/row-list';
import { count } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page, text } from '../../http/fields';
import { route } from '../../http/route';
import { anImportInBrief } from './an-import';
import { importRowSchema, importRowView } from './import-row-view';

const reasons = {
  reason: z
    .string()
    .max(200)
    .optional()
    .meta({ examples: ['unknown code'] }),
  differs: z.enum(rowDifferences).optional(),
};

const partly = 'Looks through a part of the rows at a time: a page may have few rows, or none, and a `next`.';

const filter = z.object({
  ...page,
  status: z.enum(rowStatuses).optional(),
  ...reasons,
  code: z
    .string()
    .max(1_000)
    .optional()
    .meta({ description: `An account code. ${partly}`, examples: ['ACC-1006'] }),
  line: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .meta({ description: 'Line of the file.' }),
  // Addresses are kept in logs along the way, and a telephone number must not be.
  numberEnd: z
    .string()
    .regex(/^\d{2,4}$/, 'Must be the last two to four digits of a number.')
    .optional()
    .meta({ description: `Last digits of the number that was called. ${partly}`, examples: ['0958'] }),
  text: z
    .string()
    .min(2)
    .max(100)
    .refine((text) => text.replace(/\D/g, '').length <= 6, 'Look for a telephone number by numberEnd.')
    .optional()
    .meta({ description: `Part of the line. ${partly}`, examples: ['Germany'] }),
});

const action = z
  .strictObject({
    action: z.enum(rowActions),
    rows: z.array(z.int32().positive()).min(1).max(10_000).optional(),
    filter: z
      .strictObject({
        status: z.enum(rowStatuses),
        ...reasons,
        code: z
          .string()
          .min(1)
          .max(1_000)
          .nullable()
          .optional()
          .meta({
            description: 'An account code; null: rows that have none.',
            examples: ['ACC-1006'],
          }),
      })
      .optional(),
    accountId: z.uuid().optional(),
    reason: text(1000).meta({ examples: ['Checked with the tenant.'] }),
  })
  .refine(({ rows, filter }) => (rows === undefined) !== (filter === undefined), {
    path: ['rows'],
    error: 'Give row numbers or a filter, not both.',
  })
  .refine(({ action, accountId }) => (action === 'assign') === (accountId !== undefined), {
    path: ['accountId'],
    error: 'Needed to assign rows, and only then.',
  })
  .meta({
    id: 'RowAction',
    description: 'What to do with rows: those of `rows`, or all that fit `filter`.',
    examples: [
      { action: 'ignore', filter: { status: 'unmatched', reason: 'unknown code' }, reason: 'Test calls.' },
      { action: 'ignore', filter: { status: 'unmatched', code: '9999' }, reason: 'The lift’s own line.' },
    ],
  });

const actedSchema = z.object({ rows: count }).meta({ id: 'RowsChanged' });

export const importRowRoutes = [
  route({
    method: 'get',
    path: '/v1/charge-imports/:id/rows',
    summary: 'List rows of an import in file order, with reasons',
    needs: 'read',
    scope: anImportInBrief,
    query: filter,
    answers: { 200: pageOf('ImportRowPage', importRowSchema) },
  }).handle(async ({ caller, found, query: { limit, cursor, line, ...filter } }, { database }) => {
    const after = fromCursor(cursor, places.number) ?? 0;
    const rowNumber = line === undefined ? undefined : await rowAtLine(database, found.id, line);
    if (rowNumber === null) return { status: 200, body: { items: [], next: null } };
    const page = { importId: found.id, ...filter, rowNumber, after, limit: limit + 1 };
    const rows = await listRows(database, page);
    const through = await lookedThroughTo(database, page, rows);
    const place = ({ rowNumber }: ListedRow) => rowNumber;
    const view = (row: ListedRow) => importRowView(row, found, caller);
    return { status: 200, body: toPage(rows, limit, place, view, through) };
  }),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/rows/actions',
    summary: 'Assign, ignore, release, discard or set aside rows of a draft, with a reason',
    needs: 'edit-charges',
    scope: anImportInBrief,
    ifMatch: true,
    body: action,
    maxBytes: 1_048_576,
    answers: { 200: actedSchema },
    problems: ['wrong-state'],
  }).handle(async ({ caller, found: { id, locationId }, body, seenVersion }, { database, rowsDatabase }) => {
    const accountId = body.accountId ?? null;
    if (accountId) {
      const account = await accountPlace(database, accountId);
      if (account?.locationId !== locationId)
        throw new Refusal('invalid-request', 'No such account at this location.', {
          errors: [{ pointer: '/accountId', detail: 'Use an account at the import’s location.' }],
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
          personId: caller.id,
          seenVersion,
        }),
      { subject: `import:${id}` },
    );
    return { status: 200, body: { rows } };
  }),
];
