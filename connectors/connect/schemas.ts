import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** Unknown fields are ignored; missing or malformed ones are a fault. Source: connect-openapi.yaml. */
export const clientSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  type: z.enum(['Residential', 'Virtual']),
  siteId: z.string(),
  startDate: instant,
  endDate: instant,
  billingReference: z.string(),
  status: z.enum(['Awaiting Provisioning', 'Active']),
  createdAt: instant,
  endedAt: instant.nullish().transform((value) => value ?? null),
});

export const clientPageSchema = z.object({ items: z.array(clientSchema), next: z.string().nullish() });

export const faultSchema = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().nullish(),
});
