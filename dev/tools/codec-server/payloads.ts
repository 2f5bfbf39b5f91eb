import type { Payload } from '@temporalio/common';
import { z } from 'zod';

const bytes = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));

/** The body of a request to a codec server: Temporal's payloads, as JSON. */
const bodySchema = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), bytes).default({}), data: bytes.optional() }))
    .max(1_000),
});

/** @throws Error if it is anything else. */
export const payloadsFrom = (text: string): Payload[] => bodySchema.parse(JSON.parse(text)).payloads;

const base64 = (data: Uint8Array): string => Buffer.from(data).toString('base64');

export const payloadsText = (payloads: Payload[]): string =>
  JSON.stringify({
    payloads: payloads.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(
        Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)]),
      ),
      data: base64(data ?? new Uint8Array()),
    })),
  });
