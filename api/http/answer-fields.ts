import { z } from 'zod';

/** Building blocks of answers. Examples go into the contract. */
export const id = z.uuid().meta({ examples: ['7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10'] });

/** Local date, yyyy-mm-dd. */
export const day = z.iso.date().meta({ examples: ['2026-06-01'] });

/** ISO 8601, with its offset. */
export const instant = z.iso.datetime({ offset: true }).meta({ examples: ['2026-06-01T09:30:00.000Z'] });

/** Exact decimal text. */
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ examples: ['106.3997'] });

export const count = z
  .int()
  .nonnegative()
  .meta({ examples: [240] });

/** How a thing is named when something else is shown. */
export const named = z.object({ id, name: z.string() }).meta({ id: 'NamedThing' });

/** A page of the Temporal UI; null if no UI is configured. */
export const link = z
  .string()
  .nullable()
  .meta({ examples: ['http://localhost:8233/namespaces/default/workflows'] });

/** What the caller may do with a thing now, and what their roles allow in general but not now, with the reason. */
export const possibleActions = <const Names extends readonly [string, ...string[]]>(names: Names) => ({
  actions: z.array(z.enum(names)).meta({ description: 'What the caller may do now.' }),
  blocked: z
    .array(z.object({ action: z.enum(names), reason: z.string() }))
    .meta({ description: 'What the roles of the caller allow in general, but not now, and why.' }),
});
