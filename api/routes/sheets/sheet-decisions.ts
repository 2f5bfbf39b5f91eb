import { z } from 'zod';
import type { SheetDecision, SheetDecisionKind } from '../../../domain/people/decision';
import type { Problem } from '../../../domain/refusal';
import { requireSheetState, sheetRules } from '../../../domain/sheets/sheet-rules';
import { acceptedLater, decide, pendingDecisionSchema } from '../../decide';
import { sum, text } from '../../http/fields';
import { route } from '../../http/route';
import { aSheetInBrief } from './a-sheet';
import { requireFreshSignIn } from './fresh-sign-in';
import { batchSheetSchema } from './batch-sheet-schema';
import { sheetAnswer } from './sheet-answer';

interface SheetDecisionRoute<Body extends z.ZodType> {
  summary: string;
  body: Body;
  problems?: Problem[];
  decisionOf: (details: z.output<Body>) => SheetDecision;
}

function decision<Body extends z.ZodType>(
  kind: SheetDecisionKind,
  { summary, body, problems = [], decisionOf }: SheetDecisionRoute<Body>,
) {
  return route({
    method: 'post',
    path: `/v1/batch-sheets/:id/${kind}`,
    summary,
    needs: sheetRules[kind].needs,
    scope: aSheetInBrief,
    ifMatch: true,
    body,
    answers: { 200: batchSheetSchema, 202: pendingDecisionSchema },
    headers: { 200: ['etag'], 202: ['location', 'retry-after'] },
    problems: ['wrong-state', 'conservation-broken', ...problems],
  }).handle(async ({ caller, found: sheet, body: details, seenVersion }, dependencies) => {
    // Obvious cases are refused at once; the transaction that makes the change has the last word.
    requireSheetState(kind, sheet.state);
    if (kind === 'approve') await requireFreshSignIn(dependencies, caller, sheet);
    const made = await decide(dependencies, caller, {
      about: 'import',
      importId: sheet.importId,
      ...decisionOf(details),
      seenVersion,
    });
    return made.outcome ? sheetAnswer(dependencies, caller, sheet.id) : acceptedLater(made);
  });
}

const leftovers = z.strictObject({
  rows: z
    .int()
    .nonnegative()
    .meta({ examples: [2] }),
  amount: sum.meta({ examples: ['2.1151'] }),
});
const completion = z.strictObject({ acknowledge: leftovers.optional() }).meta({ id: 'SheetCompletion' });
const approval = z
  .strictObject({ digest: text(100).meta({ examples: ['v2:9f86d081'] }) })
  .meta({ id: 'SheetApproval' });
const reason = z
  .strictObject({ reason: text(1000).meta({ examples: ['Two calls are missing.'] }) })
  .meta({ id: 'Reason' });

/** A decision with nothing but a reason. */
const decisionWithReason = (
  kind: 'reject' | 'reopen' | 'withdraw',
  summary: string,
  problems: Problem[] = [],
) => decision(kind, { summary, body: reason, problems, decisionOf: ({ reason }) => ({ kind, reason }) });

export const sheetDecisionRoutes = [
  decision('complete', {
    summary: 'Complete a sheet (first tick): lock it, claim its calls, acknowledge what is left over',
    body: completion,
    problems: [
      'leftovers-not-acknowledged',
      'mismatch-not-explained',
      'duplicates-not-settled',
      'new-duplicates',
    ],
    decisionOf: ({ acknowledge }) => ({ kind: 'complete', acknowledge }),
  }),
  decision('approve', {
    summary: 'Approve a sheet (second tick): by another person, bound to the digest they saw',
    body: approval,
    problems: ['own-work', 'digest-differs', 'fresh-sign-in-needed'],
    decisionOf: ({ digest }) => ({ kind: 'approve', digest }),
  }),
  decisionWithReason('reject', 'Send a completed sheet back to draft', ['own-work']),
  decisionWithReason('reopen', 'Remove the first tick and begin a new revision'),
  decisionWithReason('withdraw', 'Withdraw my own completion of a sheet'),
];
