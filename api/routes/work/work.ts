import { z } from 'zod';
import { locationsFor, narrowed, type Person } from '../../../domain/people/roles';
import { countWork, listWork, type Work, type WorkKind } from '../../../prisma/repositories/work/work-list';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { count, id, instant, link, named } from '../../http/answer-fields';
import { fromCursor, places, toPage } from '../../http/cursor';
import type { ApiDependencies } from '../../dependencies';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { temporalLink, temporalViews } from '../../temporal-link';

/** What the `id` of each kind identifies. */
const kinds = {
  'complete-sheet': 'sheet',
  'approve-sheet': 'sheet',
  'await-correction': 'sheet',
  'decide-send': 'send',
  'stuck-send': 'send',
  'failed-import': 'import',
  'mend-import': 'import',
  'pending-decision': 'import or send',
  'accounts-look-alike': 'account',
  'codes-look-alike': 'account',
} as const satisfies Record<WorkKind, string>;

const workKinds = Object.keys(kinds) as WorkKind[];

const workSchema = z
  .object({
    kind: z.enum(workKinds),
    id: id.meta({ description: 'Of the batch sheet, the import or the account that it is about.' }),
    name: z.string().meta({ examples: ['BS-2026-0007'] }),
    location: named,
    importId: id.nullable(),
    since: instant,
    href: z.string().meta({ examples: ['/v1/batch-sheets/7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10'] }),
    temporalUi: link,
  })
  .meta({ id: 'Work' });

const viewsSchema = z
  .object({ awaitingApproval: z.string(), unmatchedRows: z.string(), sendsInDoubt: z.string() })
  .meta({ id: 'TemporalViews' });

const workPageSchema = z
  .object({ items: z.array(workSchema), next: z.string().nullable(), views: viewsSchema.nullable() })
  .meta({ id: 'WorkPage' });

const workCountsSchema = z
  .object({ kinds: z.object(Object.fromEntries(workKinds.map((kind) => [kind, count]))), total: count })
  .meta({ id: 'WorkCounts' });

function hrefOf({ kind, id, importId }: Work): string {
  if (kinds[kind] === 'account') return `/v1/accounts/${id}`;
  if (importId === null) return `/v1/accounts/${id}/connect-client`;
  return kinds[kind] === 'sheet' ? `/v1/batch-sheets/${id}` : `/v1/charge-imports/${id}`;
}

/** Null if no workflow is involved. */
function workflowIdOf({ kind, id, importId }: Work): string | null {
  if (kinds[kind] === 'account') return null;
  return importId === null ? sendToConnectId(id) : chargeImportId(importId);
}

function workView(work: Work, dependencies: ApiDependencies): z.infer<typeof workSchema> {
  const { kind, id, name, location, importId, since } = work;
  const workflowId = workflowIdOf(work);
  const temporalUi = workflowId === null ? null : temporalLink(dependencies, workflowId);
  return { kind, id, name, location, importId, since, href: hrefOf(work), temporalUi };
}

const filter = { locationId: z.uuid().optional().meta({ description: 'Only what is at this location.' }) };

const placesOf = (person: Person, locationId: string | undefined) => ({
  personId: person.id,
  editsAt: narrowed(locationsFor(person, 'edit-charges'), locationId),
  approvesAt: narrowed(locationsFor(person, 'approve'), locationId),
  managesAt: narrowed(locationsFor(person, 'manage-accounts'), locationId),
});

export const workRoutes = [
  route({
    method: 'get',
    path: '/v1/work',
    summary: 'List what is waiting for me, oldest first: sheets, sends, imports and accounts',
    needs: 'own',
    query: z.object({ ...page, ...filter }),
    answers: { 200: workPageSchema },
  }).handle(async ({ person, query: { limit, cursor, locationId } }, dependencies) => {
    const found = await listWork(dependencies.database, {
      ...placesOf(person, locationId),
      after: fromCursor(cursor, places.created),
      limit: limit + 1,
    });
    const place = ({ since, id }: Work) => [since, id];
    const work = toPage(found, limit, place, (one) => workView(one, dependencies));
    return { status: 200, body: { ...work, views: temporalViews(dependencies) } };
  }),
  route({
    method: 'get',
    path: '/v1/work/counts',
    summary: 'Count what is waiting for me, by kind',
    needs: 'own',
    query: z.object(filter),
    answers: { 200: workCountsSchema },
  }).handle(async ({ person, query: { locationId } }, { database }) => {
    const found = await countWork(database, placesOf(person, locationId));
    const kinds = Object.fromEntries(workKinds.map((kind) => [kind, found[kind] ?? 0]));
    const total = Object.values(kinds).reduce((sum, one) => sum + one, 0);
    return { status: 200, body: { kinds, total } };
  }),
];
