import { z } from 'zod';
import { operationNames } from './operation-names';

/** Milliseconds; the maximum is that of a Node timer. */
const milliseconds = z.int().min(0).max(2_147_483_647);

const rule = z
  .strictObject({
    operation: z.enum([...operationNames, 'any']),
    status: z.int().min(200).max(599).optional(),
    /** True: the work is done and committed before `status` is answered. */
    commit: z.boolean().optional(),
    /** The header Retry-After, seconds or an HTTP date, sent as it is. */
    retryAfter: z
      .string()
      .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII')
      .optional(),
    /** JSON, or a string that is sent as it is. */
    body: z.json().optional(),
    /** Delay before the work; a create holds its Idempotency-Key meanwhile. */
    delayBeforeMs: milliseconds.optional(),
    /** Delay after the work is committed and before the answer. */
    delayMs: milliseconds.optional(),
    drop: z.enum(['before', 'after-commit']).optional(),
    /** How many times; unlimited if absent. */
    times: z.int().min(1).max(1_000_000_000).optional(),
    billingReference: z.string().optional(),
  })
  .superRefine((value, context) => {
    const wrong = (field: keyof typeof value, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (value.status === undefined)
      for (const field of ['commit', 'retryAfter', 'body'] as const)
        if (value[field] !== undefined) wrong(field, 'needs a status');
    if (value.status !== undefined && value.drop) wrong('drop', 'a dropped request has no status');
    if (value.status === undefined && !value.drop && !value.delayMs && !value.delayBeforeMs)
      wrong('operation', 'the rule does nothing: give it a status, a delay or a drop');
  });

export const faults = z.strictObject({
  /** Searches answer with the state of this long ago; reads by id never lag. */
  searchLagMs: milliseconds.default(0),
  ignoreIdempotencyKey: z.boolean().default(false),
  /** The first rule that matches a request and is not used up is applied. */
  rules: z.array(rule).max(1000).default([]),
});

export type FaultRule = z.output<typeof rule>;
export type Faults = z.output<typeof faults>;
