import { z } from 'zod';

/** NUL and halves of characters, which PostgreSQL does not store. */
const unstorable = /[\0\p{Surrogate}]/gu;
const text = z.string().refine((value) => value.search(unstorable) < 0, 'not text that can be stored');
/** Words for a person to read: cut and cleaned rather than refused. */
const words = z.string().transform((value) => value.slice(0, 500).replace(unstorable, '\ufffd'));
const instant = z.iso.datetime({ offset: true });

/** Unknown fields are ignored; missing or malformed ones are a fault. Source: connect-openapi.yaml. */
export const clientSchema = z.object({
  id: text.min(1),
  name: text,
  type: z.enum(['Residential', 'Virtual']),
  siteId: text,
  startDate: instant,
  endDate: instant,
  billingReference: text,
  status: z.enum(['Awaiting Provisioning', 'Active']),
  createdAt: instant,
  endedAt: instant.nullish().transform((value) => value ?? null),
});

export const clientPageSchema = z.object({ items: z.array(clientSchema), next: z.string().nullish() });

export const faultSchema = z.object({
  code: words,
  message: words,
  field: words.nullish(),
});
