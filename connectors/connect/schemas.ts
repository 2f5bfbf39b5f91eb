import { z } from 'zod';
import { unstorable } from '../../domain/unstorable-text';

const text = z.string().refine((value) => !unstorable.test(value), 'not text that can be stored');
const everyUnstorable = new RegExp(unstorable, 'gu');
/** Words for a person to read: cut and cleaned rather than refused. */
const words = z.string().transform((value) => value.slice(0, 500).replace(everyUnstorable, '\ufffd'));
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
