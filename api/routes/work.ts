import { z } from 'zod';
import { locationsFor } from '../../domain/roles';
import { listWork, type Work } from '../../prisma/repositories/work-list';
import { chargeImportId } from '../../workflows/charge-import/contract';
import { sendToConnectId } from '../../workflows/send-to-connect/contract';
import { fromCursor, places, toPage } from '../cursor';
import type { ApiDependencies } from '../dependencies';
import { page } from '../fields';
import { route } from '../route';
import { temporalLink, temporalViews } from '../views/temporal-link';

function workView(work: Work, dependencies: ApiDependencies) {
  const { kind, id, importId } = work;
  const href =
    importId === null
      ? `/v1/accounts/${id}/connect-client`
      : kind === 'complete-sheet' || kind === 'approve-sheet'
        ? `/v1/batch-sheets/${id}`
        : `/v1/charge-imports/${id}`;
  const workflowId = importId === null ? sendToConnectId(id) : chargeImportId(importId);
  return { ...work, href, temporalUi: temporalLink(dependencies, workflowId) };
}

export const workRoutes = [
  route({
    method: 'get',
    path: '/v1/work',
    summary:
      'What waits for me: sheets to complete or approve, sends to decide, imports that failed or stand still',
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
