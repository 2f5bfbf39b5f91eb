import { z } from 'zod';
import { type ImportAction, whyNotWithImport } from '../../../domain/imports/import-actions';
import { type ImportStatus, importStatuses } from '../../../domain/imports/import-states';
import { Refusal } from '../../../domain/refusal';
import { narrowed } from '../../../domain/people/roles';
import { recordAudit } from '../../../prisma/repositories/people/audit';
import { type ListedImport, listImports } from '../../../prisma/repositories/imports/import-list';
import { createImport } from '../../../prisma/repositories/imports/imports';
import { enqueue } from '../../../prisma/repositories/work/outbox';
import { acceptedLater, decide, pendingDecisionSchema } from '../../decide';
import type { ApiDependencies } from '../../dependencies';
import { pageOf } from '../../http/answer-kinds';
import type { Caller } from '../../http/caller';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { find } from '../../http/scope';
import { anImport, anImportInBrief } from './an-import';
import { chargeImportSchema, chargeImportView } from './charge-import-view';
import { uploadRoom } from './upload-room';
import { importFormWithFile, readImportForm } from './import-form';

const filter = z.object({
  ...page,
  status: z.enum(importStatuses).optional(),
  locationId: z.uuid().optional(),
  inMotion: z
    .literal('true')
    .optional()
    .meta({ description: 'Only those that go on by themselves: being read, matched or posted.' }),
});

const viewAgain = async (dependencies: ApiDependencies, caller: Caller, id: string) =>
  chargeImportView(await find(anImport, dependencies, id, caller), dependencies, caller);

/** 202: the import continues by itself; the URL at which to follow it. */
const accepted = async (dependencies: ApiDependencies, caller: Caller, id: string) => ({
  status: 202 as const,
  body: await viewAgain(dependencies, caller, id),
  headers: { location: `/v1/charge-imports/${id}` },
});

/** @throws Refusal wrong-state if it cannot be done with an import of this status. */
function requireFit(action: ImportAction, status: ImportStatus): void {
  const reason = whyNotWithImport[action](status);
  if (reason) throw new Refusal('wrong-state', reason);
}

export const chargeImportRoutes = [
  route({
    method: 'post',
    path: '/v1/charge-imports',
    summary: 'Upload a call-charges file with the import form',
    needs: 'edit-charges',
    scope: 'locations',
    form: importFormWithFile,
    fileRoom: ({ database }, where, fields) => uploadRoom(database, where, fields),
    creates: true,
    answers: { 202: chargeImportSchema },
    headers: { 202: ['location'] },
    problems: ['product-not-in-group', 'same-file', 'quota-exceeded'],
  }).create(
    async ({ caller, where, form }, { database }, creation) => {
      const wanted = await readImportForm(database, form, where);
      const keep = async () => form.file?.keep();
      return createImport(database, { ...wanted, uploadedBy: caller.id }, { keep, creation });
    },
    ({ caller }, dependencies, id) => accepted(dependencies, caller, id),
  ),
  route({
    method: 'get',
    path: '/v1/charge-imports',
    summary: 'List imports, newest first',
    needs: 'read',
    scope: 'locations',
    query: filter,
    answers: { 200: pageOf('ChargeImportPage', chargeImportSchema) },
  }).handle(async ({ caller, where, query }, dependencies) => {
    const { limit, cursor, status, locationId, inMotion } = query;
    const found = await listImports(dependencies.database, {
      status,
      inMotion: inMotion === 'true',
      locationIds: narrowed(where, locationId),
      after: fromCursor(cursor, places.created),
      limit: limit + 1,
    });
    const place = ({ createdAt, id }: ListedImport) => [createdAt.toISOString(), id];
    const view = (one: ListedImport) => chargeImportView(one, dependencies, caller);
    return { status: 200, body: toPage(found, limit, place, view) };
  }),
  route({
    method: 'get',
    path: '/v1/charge-imports/:id',
    summary: 'Get an import: its status, counts, amounts and reasons',
    needs: 'read',
    scope: anImport,
    answers: { 200: chargeImportSchema },
  }).handle(({ caller, found }, dependencies) =>
    Promise.resolve({ status: 200, body: chargeImportView(found, dependencies, caller) }),
  ),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/rematch',
    summary: 'Match a draft again',
    needs: 'edit-charges',
    scope: anImportInBrief,
    answers: { 202: chargeImportSchema },
    headers: { 202: ['location'] },
    problems: ['wrong-state'],
  }).handle(async ({ caller, found: { id, status } }, dependencies) => {
    requireFit('rematch', status);
    await dependencies.database.transaction(async (tx) => {
      await enqueue(tx, { kind: 'rematch', payload: { importId: id } }, { byPerson: true });
      await recordAudit(tx, { personId: caller.id, action: 'import.rematched', subject: `import:${id}` });
    });
    return accepted(dependencies, caller, id);
  }),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/restart',
    summary: 'Resume a stopped import, once the cause given in `stopped` is repaired or its workflow is gone',
    needs: 'edit-charges',
    scope: anImportInBrief,
    answers: { 202: chargeImportSchema },
    headers: { 202: ['location'] },
    problems: ['wrong-state'],
  }).handle(async ({ caller, found: { id, status } }, dependencies) => {
    requireFit('restart', status);
    await dependencies.database.transaction(async (tx) => {
      await enqueue(tx, { kind: 'go-on', payload: { importId: id } });
      await enqueue(tx, { kind: 'rematch', payload: { importId: id } }, { byPerson: true });
      await recordAudit(tx, { personId: caller.id, action: 'import.restarted', subject: `import:${id}` });
    });
    return accepted(dependencies, caller, id);
  }),
  route({
    method: 'post',
    path: '/v1/charge-imports/:id/cancel',
    summary: 'Cancel an import, as long as it is not approved',
    needs: 'edit-charges',
    scope: anImportInBrief,
    body: z
      .strictObject({
        reason: z
          .string()
          .max(1000)
          .optional()
          .meta({ examples: ['The wrong file.'] }),
      })
      .meta({ id: 'Cancellation' }),
    answers: { 200: chargeImportSchema, 202: pendingDecisionSchema },
    headers: { 202: ['location', 'retry-after'] },
    problems: ['wrong-state', 'conservation-broken'],
  }).handle(async ({ caller, found: { id, status }, body }, dependencies) => {
    requireFit('cancel', status);
    const made = await decide(dependencies, caller, {
      about: 'import',
      importId: id,
      kind: 'cancel',
      ...body,
    });
    if (!made.outcome) return acceptedLater(made);
    return { status: 200, body: await viewAgain(dependencies, caller, id) };
  }),
];
