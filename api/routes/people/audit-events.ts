import { z } from 'zod';
import { narrowed } from '../../../domain/people/roles';
import {
  everyAuditEvent,
  type ListedAuditEvent,
  listAuditEvents,
} from '../../../prisma/repositories/people/audit-list';
import { subjectNames } from '../../../prisma/repositories/people/subject-names';
import type { Locations } from '../../../prisma/client/page-sql';
import { csv, pageOf } from '../../http/answer-kinds';
import type { Caller } from '../../http/caller';
import { fromCursor, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { route } from '../../http/route';
import { auditCsv } from './audit-csv';
import { auditEventView, auditPlace, listedAuditEventSchema } from './audit-event-view';

const moment = z.iso
  .datetime({ offset: true, error: 'Must be a time with its offset, such as 2026-06-01T09:30:00Z.' })
  .refine((at) => at >= '1900', 'Must be a time from 1900 on.')
  .optional();

const filter = {
  person: z.uuid().optional(),
  action: z.string().max(200).optional(),
  subject: z.string().max(200).optional(),
  locationId: z.uuid().optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  from: moment.meta({ description: 'From this moment on.', examples: ['2026-06-01T00:00:00Z'] }),
  to: moment.meta({ description: 'Before this moment.', examples: ['2026-07-01T00:00:00Z'] }),
};
const exportFilter = z.object(filter);
const listFilter = z.object({ ...page, ...filter });

/** Whoever may read at a Location may read what concerns it; the rest is for admins of all Locations. */
function seenBy(caller: Caller, where: Locations, { locationId, ...asked }: z.infer<typeof exportFilter>) {
  return {
    ...asked,
    locationIds: narrowed(where, locationId),
    includesHouse: caller.may('manage-persons', null),
  };
}

export const auditEventRoutes = [
  route({
    method: 'get',
    path: '/v1/audit-events',
    summary: 'List who did what and what was refused, newest first',
    needs: 'read-audit',
    scope: 'locations',
    query: listFilter,
    answers: { 200: pageOf('AuditEventPage', listedAuditEventSchema) },
  }).handle(async ({ caller, where, query: { limit, cursor, ...asked } }, { database }) => {
    const found = await listAuditEvents(database, {
      ...seenBy(caller, where, asked),
      after: fromCursor(cursor, auditPlace),
      limit: limit + 1,
    });
    const placeOf = ({ at, id }: ListedAuditEvent) => [at, id];
    const names = await subjectNames(database, {
      subjects: found.map(({ subject }) => subject),
      readsAt: caller.readsAt,
      seesPersons: caller.may('manage-persons', null) ? 'all' : [caller.id],
    });
    const view = (event: ListedAuditEvent) => ({
      ...auditEventView(event),
      subjectName: names.get(event.subject) ?? null,
    });
    return { status: 200, body: toPage(found, limit, placeOf, view) };
  }),
  route({
    method: 'get',
    path: '/v1/audit-events/export',
    summary: 'Export the same events as CSV',
    needs: 'read-audit',
    scope: 'locations',
    query: exportFilter,
    atOnce: { max: 4, maxOfOne: 2, what: 'exports of audit events' },
    answers: { 200: csv },
    headers: { 200: ['content-disposition'] },
  }).handle(({ caller, where, query }, { exportsDatabase }) =>
    Promise.resolve({
      status: 200,
      headers: { 'content-disposition': 'attachment; filename="audit-events.csv"' },
      body: auditCsv(everyAuditEvent(exportsDatabase, seenBy(caller, where, query))),
    }),
  ),
];
