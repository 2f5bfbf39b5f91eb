import { z } from 'zod';
import { type HistoryEvent, listHistory } from '../../../prisma/repositories/people/history';
import type { Database } from '../../../prisma/client/database';
import { instant, named } from '../../http/answer-fields';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, toPage } from '../../http/cursor';
import { page } from '../../http/fields';
import { auditPlace } from './audit-event-view';

const facts = z.record(z.string(), z.unknown());

const historyEventSchema = z
  .object({
    at: instant,
    person: named.nullable().meta({ description: 'Who; null for the system itself.' }),
    action: z.string().meta({ examples: ['account.edited'] }),
    detail: facts,
    before: facts.nullable().meta({ description: 'As far as it was changed, without personal data.' }),
    after: facts.nullable(),
  })
  .meta({ id: 'HistoryEvent' });

export const historyPage = pageOf('HistoryPage', historyEventSchema);
export const historyQuery = z.object(page);

/** Known to the audit trail alone: whose client it is, and what only proves something. */
const withheld = ['clientId', 'claimedBy', 'sha256'];

const historyView = ({ at, person, action, detail, before, after }: HistoryEvent) => ({
  at,
  person,
  action,
  detail: Object.fromEntries(Object.entries(detail).filter(([name]) => !withheld.includes(name))),
  before,
  after,
});

/** @param hides Actions whose values the caller may not see, by how they begin. */
export async function historyAnswer(
  database: Database,
  subjects: string[],
  { limit, cursor }: z.infer<typeof historyQuery>,
  hides: string | null = null,
) {
  const after = fromCursor(cursor, auditPlace);
  const found = await listHistory(database, { subjects, after, limit: limit + 1 });
  const view = (event: HistoryEvent) =>
    historyView(
      hides !== null && event.action.startsWith(hides) ? { ...event, before: null, after: null } : event,
    );
  return { status: 200 as const, body: toPage(found, limit, ({ at, id }) => [at, id], view) };
}
