import { z } from 'zod';
import { checkNames } from '../../../domain/sheets/sheet-checks';
import { requireSheetState, sheetRules } from '../../../domain/sheets/sheet-rules';
import { sheetStates } from '../../../domain/sheets/sheet-states';
import type { SheetDecision, SheetDecisionKind } from '../../../domain/people/decision';
import { Refusal } from '../../../domain/refusal';
import { locationsFor, type Person } from '../../../domain/people/roles';
import { explainMismatch } from '../../../prisma/repositories/sheets/sheet-states';
import {
  findSheet,
  type ListedSheet,
  listSheets,
  sheetAccounts,
} from '../../../prisma/repositories/sheets/sheet-list';
import { requireAct } from '../../http/authentication';
import { fromCursor, places, toPage } from '../../http/cursor';
import { acceptedLater, decide } from '../../decide';
import type { ApiDependencies } from '../../dependencies';
import { page, sum, text } from '../../http/fields';
import { etagOf, seenVersion } from '../../http/if-match';
import { type Answer, idOf, route } from '../../http/route';
import { batchSheetView } from './batch-sheet-view';

/** @throws Refusal not-found when there is none, or it is not this person's to see. */
export async function requireSheet(
  { database }: ApiDependencies,
  person: Person,
  id: string,
): Promise<ListedSheet> {
  const found = await findSheet(database, id, person.id);
  if (!found) throw new Refusal('not-found', 'There is no such batch sheet.');
  requireAct(person, 'read', found.location.id);
  return found;
}

async function answer(dependencies: ApiDependencies, person: Person, id: string): Promise<Answer> {
  const sheet = await requireSheet(dependencies, person, id);
  const accounts = await sheetAccounts(dependencies.database, id);
  const body = { ...batchSheetView(sheet, person, dependencies), accounts };
  return { status: 200, body, headers: { etag: etagOf(sheet) } };
}

function decision<B>(
  kind: SheetDecisionKind,
  summary: string,
  body: z.ZodType<B>,
  decisionOf: (details: B) => SheetDecision,
) {
  return route({
    method: 'post',
    path: `/v1/batch-sheets/:id/${kind}`,
    summary,
    needs: sheetRules[kind].needs,
    body,
    async handle({ person, params, body: details, request }, dependencies) {
      const sheet = await requireSheet(dependencies, person, idOf(params));
      requireAct(person, sheetRules[kind].needs, sheet.location.id);
      // Refused at once where it is plain; the transaction that makes the change has the last word.
      requireSheetState(kind, sheet.state);
      const made = await decide(dependencies, person, {
        about: 'import',
        importId: sheet.importId,
        ...decisionOf(details),
        seenVersion: seenVersion(request),
      });
      return made.outcome ? answer(dependencies, person, sheet.id) : acceptedLater(made);
    },
  });
}

/** One that says no more than why. */
const decisionWithReason = (kind: 'reject' | 'reopen' | 'withdraw', summary: string) =>
  decision(kind, summary, z.strictObject({ reason: text(1000) }), ({ reason }) => ({ kind, reason }));

const leftovers = z.strictObject({ rows: z.int().nonnegative(), amount: sum });

export const batchSheetRoutes = [
  route({
    method: 'get',
    path: '/v1/batch-sheets',
    summary: 'Batch sheets, newest first',
    query: z.object({ ...page, state: z.enum(sheetStates).optional() }),
    async handle({ person, query: { limit, cursor, state } }, dependencies) {
      const locationIds = locationsFor(person, 'read');
      const after = fromCursor(cursor, places.created);
      const found = await listSheets(dependencies.database, {
        personId: person.id,
        state,
        locationIds,
        after,
        limit: limit + 1,
      });
      const place = ({ createdAt, id }: ListedSheet) => [createdAt.toISOString(), id];
      return {
        status: 200,
        body: toPage(found, limit, place, (one) => batchSheetView(one, person, dependencies)),
      };
    },
  }),
  route({
    method: 'get',
    path: '/v1/batch-sheets/:id',
    summary: 'One batch sheet: totals, checks, ticks, digest, what I may do',
    handle: ({ person, params }, dependencies) => answer(dependencies, person, idOf(params)),
  }),
  route({
    method: 'post',
    path: '/v1/batch-sheets/:id/explain',
    summary: 'Explain a check that does not agree',
    needs: 'edit-charges',
    body: z.strictObject({ mismatch: z.enum(checkNames), text: text(2000) }),
    async handle({ person, params, body, request }, dependencies) {
      const { id, importId, location } = await requireSheet(dependencies, person, idOf(params));
      requireAct(person, 'edit-charges', location.id);
      await dependencies.database.transaction(
        (tx) =>
          explainMismatch(tx, {
            ...body,
            sheetId: id,
            personId: person.id,
            seenVersion: seenVersion(request),
          }),
        { subject: `import:${importId}` },
      );
      return answer(dependencies, person, id);
    },
  }),
  decision(
    'complete',
    'Complete (1): locks the sheet, claims its calls, acknowledges what is left over',
    z.strictObject({ acknowledge: leftovers.optional() }),
    ({ acknowledge }) => ({ kind: 'complete', acknowledge }),
  ),
  decision(
    'approve',
    'Approve (2): another person, bound to the digest seen',
    z.strictObject({ digest: text(100) }),
    ({ digest }) => ({ kind: 'approve', digest }),
  ),
  decisionWithReason('reject', 'Send a completed sheet back to draft'),
  decisionWithReason('reopen', 'Take the tick off and begin a new revision'),
  decisionWithReason('withdraw', 'Take back one’s own completion'),
];
