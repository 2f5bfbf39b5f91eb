import { z } from 'zod';
import { importStatuses, isCancellable, isReviewed, isTerminal } from '../../../domain/imports/import-states';
import { Refusal } from '../../../domain/refusal';
import { locationsFor, narrowed, type Person } from '../../../domain/people/roles';
import { recordAudit } from '../../../prisma/repositories/people/audit';
import { findImport, type ListedImport, listImports } from '../../../prisma/repositories/imports/import-list';
import { createImport } from '../../../prisma/repositories/imports/imports';
import { enqueue } from '../../../prisma/repositories/work/outbox';
import { requireAct } from '../../http/authentication';
import { fromCursor, places, toPage } from '../../http/cursor';
import { acceptedLater, decide } from '../../decide';
import type { ApiDependencies } from '../../dependencies';
import { page } from '../../http/fields';
import { importForm, readImportForm } from './import-form';
import { readForm } from '../../http/multipart';
import { type Answer, idOf, route } from '../../http/route';
import { chargeImportView } from './charge-import-view';

const filter = z.object({
  ...page,
  status: z.enum(importStatuses).optional(),
  locationId: z.uuid().optional(),
});

/** @throws Refusal not-found when there is none, or it is not this person's to see. */
export async function requireImport(
  { database }: ApiDependencies,
  person: Person,
  id: string,
): Promise<ListedImport> {
  const found = await findImport(database, id);
  if (!found) throw new Refusal('not-found', 'There is no such import.');
  requireAct(person, 'read', found.locationId);
  return found;
}

async function answer(
  dependencies: ApiDependencies,
  person: Person,
  id: string,
  status: number,
): Promise<Answer> {
  const found = await requireImport(dependencies, person, id);
  const body = chargeImportView(found, dependencies, person);
  return { status, body, headers: status === 202 ? { location: `/v1/charge-imports/${id}` } : {} };
}

export const chargeImportRoutes = [
  route({
    method: 'post',
    path: '/v1/charge-imports',
    summary: 'Upload a call-charges file with the import form',
    needs: 'edit-charges',
    body: importForm.and(z.object({ file: z.string().meta({ format: 'binary' }) })),
    multipart: true,
    async handle({ person, request }, dependencies) {
      const { database, files } = dependencies;
      const where = locationsFor(person, 'edit-charges');
      const form = await readForm(request, files, {
        maxBytes: dependencies.maxUploadBytes,
        idleMs: dependencies.uploadIdleTimeoutMs,
        totalMs: dependencies.uploadTimeoutMs,
      });
      try {
        const wanted = await readImportForm(database, form, where);
        await form.file?.keep();
        const id = await createImport(database, { ...wanted, uploadedBy: person.id });
        return await answer(dependencies, person, id, 202);
      } finally {
        await form.file?.discard();
      }
    },
  }),
  route({
    method: 'get',
    path: '/v1/charge-imports',
    summary: 'Imports, newest first',
    query: filter,
    async handle({ person, query: { limit, cursor, status, locationId } }, dependencies) {
      const found = await listImports(dependencies.database, {
        status,
        locationIds: narrowed(locationsFor(person, 'read'), locationId),
        after: fromCursor(cursor, places.created),
        limit: limit + 1,
      });
      const place = ({ createdAt, id }: ListedImport) => [createdAt.toISOString(), id];
      return {
        status: 200,
        body: toPage(found, limit, place, (one) => chargeImportView(one, dependencies, person)),
      };
    },
  }),
  route({
    method: 'get',
    path: '/v1/charge-imports/:id',
    summary: 'One import: status, counts, amounts, reasons',
    handle: ({ person, params }, dependencies) => answer(dependencies, person, idOf(params), 200),
  }),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/rematch',
    summary: 'Match the draft again',
    needs: 'edit-charges',
    async handle({ person, params }, dependencies) {
      const { id, locationId, status } = await requireImport(dependencies, person, idOf(params));
      requireAct(person, 'edit-charges', locationId);
      if (!isReviewed(status))
        throw new Refusal('wrong-state', `The import is ${status}: only what is in review is matched again.`);
      await dependencies.database.transaction((tx) =>
        enqueue(tx, { kind: 'rematch', payload: { importId: id } }, { byPerson: true }),
      );
      return answer(dependencies, person, id, 202);
    },
  }),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/restart',
    summary:
      'Go on with an import that stands still: once what it says in `stopped` is mended, or its workflow is gone',
    needs: 'edit-charges',
    async handle({ person, params }, dependencies) {
      const { id, locationId, status } = await requireImport(dependencies, person, idOf(params));
      requireAct(person, 'edit-charges', locationId);
      if (isTerminal(status))
        throw new Refusal('wrong-state', `The import is ${status}: nothing more is to be done.`);
      await dependencies.database.transaction(async (tx) => {
        await enqueue(tx, { kind: 'go-on', payload: { importId: id } });
        await enqueue(tx, { kind: 'rematch', payload: { importId: id } }, { byPerson: true });
        await recordAudit(tx, { personId: person.id, action: 'import.restarted', subject: `import:${id}` });
      });
      return answer(dependencies, person, id, 202);
    },
  }),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/cancel',
    summary: 'Give the import up; possible until it is approved',
    needs: 'edit-charges',
    body: z.strictObject({ reason: z.string().max(1000).optional() }),
    async handle({ person, params, body }, dependencies) {
      const { id, locationId, status } = await requireImport(dependencies, person, idOf(params));
      requireAct(person, 'edit-charges', locationId);
      if (!isCancellable(status))
        throw new Refusal('wrong-state', `The import is ${status}: it can no longer be cancelled.`);
      const made = await decide(dependencies, person, {
        about: 'import',
        importId: id,
        kind: 'cancel',
        ...body,
      });
      return made.outcome ? answer(dependencies, person, id, 200) : acceptedLater(made);
    },
  }),
];
