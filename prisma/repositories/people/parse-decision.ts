import { z } from 'zod';
import type { Decision, DecisionResult } from '../../../domain/people/decision';
import type { Origin } from '../../../domain/people/origin';
import { problems } from '../../../domain/refusal';

const sheet = { about: z.literal('import'), importId: z.string(), seenVersion: z.int().nullish() };
const send = { about: z.literal('send'), accountId: z.string(), reason: z.string() };

/** The stored form of decisions, including those of earlier versions. */
const decision = z.union([
  z.discriminatedUnion('kind', [
    z.object({
      ...sheet,
      kind: z.literal('complete'),
      acknowledge: z.object({ rows: z.int(), amount: z.string() }).nullish(),
    }),
    z.object({ ...sheet, kind: z.literal('approve'), digest: z.string().nullish() }),
    z.object({
      ...sheet,
      kind: z.enum(['reject', 'reopen', 'withdraw', 'cancel']),
      reason: z.string().nullish(),
    }),
  ]),
  z.discriminatedUnion('kind', [
    z.object({ ...send, kind: z.literal('link'), clientId: z.string() }),
    z.object({ ...send, kind: z.enum(['create', 'give-up']), clientId: z.string().optional() }),
  ]),
]) satisfies z.ZodType<Decision>;

/** What can be read back: a decision of any other form cannot be written. */
export type ReadableDecision = z.output<typeof decision>;

const outcome = z.object({
  result: z.enum(['applied', 'refused']),
  problem: z.enum(problems).nullable(),
  detail: z.string().nullable(),
  state: z.string(),
  pointer: z.string().optional(),
}) satisfies z.ZodType<DecisionResult>;

const origin = z.object({
  address: z.string().optional(),
  requestId: z.string().optional(),
  credential: z.string().optional(),
  workflowId: z.string().optional(),
}) satisfies z.ZodType<Origin>;

interface KeptDecision {
  kind: string;
  importId: string | null;
  accountId: string | null;
  details: Record<string, unknown>;
}

/** @throws ZodError if the stored value is not a decision: only this product writes them. */
export function parseDecision({ kind, importId, accountId, details }: KeptDecision): Decision {
  const subject = importId === null ? { about: 'send', accountId } : { about: 'import', importId };
  return decision.parse({ ...details, ...subject, kind });
}

/** Nothing is known of a decision of an earlier version. @throws ZodError if the stored value is not an origin. */
export const parseOrigin = (kept: unknown): Origin => origin.parse(kept ?? {});

/** @throws ZodError if the stored value is not an outcome. */
export const parseOutcome = (kept: unknown): DecisionResult => outcome.parse(kept);
