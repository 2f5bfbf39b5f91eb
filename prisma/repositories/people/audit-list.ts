import type { Database } from '../../client/database';
import { instant } from '../../client/instant';
import { type Locations, pageAtLocations, Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';

export interface ListedAuditEvent {
  id: string;
  /** ISO 8601 in UTC, to the microsecond. */
  at: string;
  person: { id: string; name: string } | null;
  action: string;
  subject: string;
  outcome: 'done' | 'refused';
  reason: string | null;
  locationId: string | null;
  address: string | null;
  requestId: string | null;
  credential: string | null;
  workflowId: string | null;
  detail: Record<string, unknown>;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Number of its seal; null as long as it is not sealed. */
  seal: string | null;
}

export interface AuditFilter {
  person?: string;
  action?: string;
  subject?: string;
  outcome?: 'done' | 'refused';
  /** Instants; from the first on, and before the second. */
  from?: string;
  to?: string;
  locationIds: Locations;
  /** Whether events that belong to no Location are included; only together with all Locations. */
  includesHouse: boolean;
  /** Time and id of the last event on the previous page. */
  after: [string, string] | null;
  limit: number;
}

const details = (from: string) => `
  SELECT e.id, ${instant('e.at')} AS at,
    CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS person,
    e.action, e.subject, e.outcome, e.reason, e.location_id AS "locationId", e.address,
    e.request_id AS "requestId", e.credential, e.workflow_id AS "workflowId", e.detail, e.before, e.after,
    s.number AS seal
  FROM ${from} LEFT JOIN person p ON p.id = e.person_id LEFT JOIN audit_seal s ON s.event_id = e.id`;

/** Newest first. */
export function listAuditEvents(database: Database, filter: AuditFilter): Promise<ListedAuditEvent[]> {
  const { person, action, subject, outcome, from, to, locationIds, includesHouse, after, limit } = filter;
  const parameters = new Parameters();
  const isPartOfAll = locationIds === 'all' && !includesHouse;
  const page = pageAtLocations(
    parameters,
    { locations: locationIds, column: 'e.location_id' },
    {
      select: 'SELECT e.id, e.at FROM audit_event e',
      where: [
        ...(isPartOfAll ? ['e.location_id IS NOT NULL'] : []),
        ...parameters.where('e.person_id = ?', person),
        ...parameters.where('e.action = ?', action),
        ...parameters.where('e.subject = ?', subject),
        // Written out, so that the index of refused ones fits.
        ...(outcome === undefined ? [] : [`e.outcome = '${outcome}'`]),
        ...parameters.where('e.at >= ?', from),
        ...parameters.where('e.at < ?', to),
        ...(after
          ? [`(e.at, e.id) < (${parameters.add(after[0])}, ${parameters.add(after[1])}::bigint)`]
          : []),
      ],
      order: 'at DESC, id DESC',
      limit: parameters.add(limit),
    },
  );
  return pageWise<ListedAuditEvent>(
    database,
    `${details(`(${page}) page JOIN audit_event e ON e.id = page.id`)} ORDER BY page.at DESC, page.id DESC`,
    parameters.values,
  );
}

const linesAtOnce = 1_000;

/** All of them, page by page: in constant memory, and without a transaction that lasts. */
export async function* everyAuditEvent(
  database: Database,
  filter: Omit<AuditFilter, 'after' | 'limit'>,
): AsyncGenerator<ListedAuditEvent> {
  for (let after: AuditFilter['after'] = null; ;) {
    const events: ListedAuditEvent[] = await listAuditEvents(database, {
      ...filter,
      after,
      limit: linesAtOnce,
    });
    yield* events;
    const last = events.at(-1);
    if (!last || events.length < linesAtOnce) return;
    after = [last.at, last.id];
  }
}
