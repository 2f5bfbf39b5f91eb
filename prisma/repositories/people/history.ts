import type { Database } from '../../client/database';
import { instant } from '../../client/instant';
import { mergedPage, Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import type { ListedAuditEvent } from './audit-list';

/** What was done to a thing, as those may read who may see the thing: without attempts, addresses and keys. */
export type HistoryEvent = Pick<
  ListedAuditEvent,
  'id' | 'at' | 'person' | 'action' | 'detail' | 'before' | 'after'
>;

export interface HistoryFilter {
  /** Kinds and ids of the thing, such as `import:<id>` and the `sheet:<id>` of its sheet. */
  subjects: string[];
  /** Time and id of the last event on the previous page. */
  after: [string, string] | null;
  limit: number;
}

/** Newest first, from the index of each subject. */
export function listHistory(
  database: Database,
  { subjects, after, limit }: HistoryFilter,
): Promise<HistoryEvent[]> {
  const parameters = new Parameters();
  const { add } = parameters;
  const behind = after ? [`(e.at, e.id) < (${add(after[0])}, ${add(after[1])}::bigint)`] : [];
  const page = mergedPage(
    subjects.map((subject) => ({
      select: 'SELECT e.id, e.at FROM audit_event e',
      where: [`e.subject = ${add(subject)}`, `e.outcome = 'done'`, ...behind],
    })),
    { order: 'at DESC, id DESC', limit: add(limit) },
  );
  return pageWise<HistoryEvent>(
    database,
    `SELECT e.id, ${instant('e.at')} AS at,
       CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS person,
       e.action, e.detail, e.before, e.after
     FROM (${page}) page JOIN audit_event e ON e.id = page.id LEFT JOIN person p ON p.id = e.person_id
     ORDER BY page.at DESC, page.id DESC`,
    parameters.values,
  );
}
