import { z } from 'zod';
import type { KeyRecord } from '../../../prisma/repositories/people/keys';
import { id, instant, named } from '../../http/answer-fields';

export const keySchema = z
  .object({
    id,
    createdAt: instant,
    madeBy: named.nullable().meta({ description: 'Null: on the command line.' }),
    lastUsedAt: instant.nullable().meta({ description: 'To the minute; null: never used.' }),
    expiresAt: instant.nullable().meta({ description: 'Null: never.' }),
    isExpired: z.boolean(),
  })
  .meta({ id: 'Key' });

export const madeKeySchema = keySchema
  .extend({
    key: z.string().meta({
      description: 'Send it as "Authorization: Bearer <key>". It is not shown again.',
      examples: ['oc_ExampleOnly_ExampleOnly_ExampleOnly_ExampleO'],
    }),
  })
  .meta({ id: 'MadeKey' });

export const keyView = (key: KeyRecord): z.input<typeof keySchema> => ({
  id: key.id,
  createdAt: key.createdAt,
  madeBy: key.madeBy,
  lastUsedAt: key.lastUsedAt,
  expiresAt: key.expiresAt,
  isExpired: key.isExpired,
});
