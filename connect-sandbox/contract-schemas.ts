import { z } from 'zod';

/** JSON Schema counts characters, JavaScript UTF-16 units: a name of 200 emoji has length 200. */
const text = (shortest: number, longest: number) =>
  z
    .string()
    .refine((value) => [...value].length >= shortest, `must have at least ${shortest} character(s)`)
    .refine((value) => [...value].length <= longest, `must have at most ${longest} characters`);

/** RFC 3339 with an offset; stored as an instant, so answers give it in UTC. */
const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** A calendar date of the site, yyyy-mm-dd. */
export const localDate = z.iso.date();

const clientFields = {
  name: text(1, 200),
  type: z.enum(['Residential', 'Virtual']),
  startDate: instant,
  endDate: instant,
  billingReference: text(1, 64),
};

export const newClient = z.object({ ...clientFields, siteId: z.string() });
export type NewClient = z.output<typeof newClient>;

export const clientEdit = z.strictObject(clientFields).partial();
export type ClientEdit = z.output<typeof clientEdit>;

export const clientQuery = z.object({
  billingReference: z.string().optional(),
  siteId: z.string().optional(),
  name: z.string().optional(),
  cursor: z.string().optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .default('50')
    .transform(Number)
    .pipe(z.number().min(1).max(200)),
});
export type ClientQuery = z.output<typeof clientQuery>;

export const newOwner = z.object({ instance: z.string(), since: instant.optional() });

export const period = z
  .object({ from: localDate, to: localDate })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' });
