import { z } from 'zod';
import { unstorable } from '../../domain/text/unstorable-text';

const text = z
  .string()
  .refine((value) => !unstorable.test(value), 'contains characters that cannot be stored');
const everyUnstorable = new RegExp(unstorable, 'gu');
/** Text for people to read: truncated and cleaned rather than refused. */
const words = z.string().transform((value) => value.slice(0, 500).replace(everyUnstorable, '\ufffd'));
const instant = z.iso.datetime({ offset: true });

/**
 * Unknown fields are ignored; missing or malformed ones are a fault. Source: connect-openapi.yaml, which limits names
 * and references; the limits on ids are ours, so that every answer can be stored.
 */
export const clientSchema = z.object({
  id: text.min(1).max(255),
  name: text.min(1).max(200),
  type: z.enum(['Residential', 'Virtual']),
  siteId: text.max(255),
  startDate: instant,
  endDate: instant,
  billingReference: text.max(64).refine((reference) => reference.trim() !== '', 'is blank'),
  status: z.enum(['Awaiting Provisioning', 'Active']),
  createdAt: instant,
  endedAt: instant.nullish().transform((value) => value ?? null),
});

export const clientPageSchema = z.object({
  items: z.array(clientSchema),
  next: z.string().max(10_000).nullish(),
});

export const sitesSchema = z.object({
  items: z.array(
    z.object({
      id: text.min(1).max(255),
      name: words,
      timeZone: words.nullish().transform((value) => value ?? null),
    }),
  ),
});

export const faultSchema = z.object({
  code: words,
  message: words,
  field: words.nullish(),
});
