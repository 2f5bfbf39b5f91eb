import { z } from 'zod';
import { locationsFor } from '../../../domain/people/roles';
import { listWork, type Work, type WorkKind } from '../../../prisma/repositories/work/work-list';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { fromCursor, places, toPage } from '../../http/cursor';
import type { ApiDependencies } from '../../dependencies';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { temporalLink, temporalViews } from '../../temporal-link';

const ofSheets: WorkKind[] = ['complete-sheet', 'approve-sheet', 'await-correction'];
const ofAccounts: WorkKind[] = ['accounts-look-alike', 'codes-look-alike'];

function hrefOf({ kind, id, importId }: Work): string {
  if (ofAccounts.includes(kind)) return `/v1/accounts/${id}`;
  if (importId === null) return `/v1/accounts/${id}/connect-client`;
  return ofSheets.includes(kind) ? `/v1/batch-sheets/${id}` : `/v1/charge-imports/${id}`;
}

/** Null where no workflow has to do with it. */
function workflowIdOf({ kind, id, importId }: Work): string | null {
  if (ofAccounts.includes(kind)) return null;
  return importId === null ? sendToConnectId(id) : chargeImportId(importId);
}

function workView(work: Work, dependencies: ApiDependencies) {
  const workflowId = workflowIdOf(work);
  const temporalUi = workflowId === null ? null : temporalLink(dependencies, workflowId);
  return { ...work, href: hrefOf(work), temporalUi };
}

export const workRoutes = [
  route({
    method: 'get',
    path: '/v1/work',
    summary:
      'What waits for me: sheets to complete or approve, sends to decide, imports that failed or stand still, rows that await a correction, Accounts and codes that look alike',
    query: z.object(page),
    async handle({ person, query: { limit, cursor } }, dependencies) {
      const found = await listWork(dependencies.database, {
        personId: person.id,
        editsAt: locationsFor(person, 'edit-charges'),
        approvesAt: locationsFor(person, 'approve'),
        managesAt: locationsFor(person, 'manage-accounts'),
        after: fromCursor(cursor, places.created),
        limit: limit + 1,
      });
      const work = toPage(
        found,
        limit,
        ({ since, id }) => [since, id],
        (one) => workView(one, dependencies),
      );
      return { status: 200, body: { ...work, views: temporalViews(dependencies) } };
    },
  }),
];
