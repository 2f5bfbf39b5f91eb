import { z } from 'zod';
import type { Location } from '../../../prisma/repositories/catalogue/locations';
import { count, id, instant } from '../../http/answer-fields';

export const locationSchema = z
  .object({
    id,
    name: z.string().meta({ examples: ['London Bridge'] }),
    timeZone: z.string().meta({ examples: ['Europe/London'] }),
    currency: z.string().meta({ examples: ['GBP'] }),
    connectSiteId: z
      .string()
      .nullable()
      .meta({ examples: ['site-london-bridge'] }),
    callLogger: z.boolean(),
    sendOnCreation: z
      .boolean()
      .meta({ description: 'New accounts are sent to Connect without being asked to.' }),
    explainPeriod: z
      .boolean()
      .meta({ description: 'Calls of unexpected months must be explained before a sheet is completed.' }),
    freshSignInMinutes: z
      .int()
      .nullable()
      .meta({
        description: 'Approving here needs a sign-in no older than this, and no key; null: any will do.',
        examples: [null],
      }),
    version: z.int(),
    storedBytesLimit: count.nullable().meta({
      description: 'What its uploaded files may have together; null: no limit.',
      examples: [50_000_000_000],
    }),
    storedBytes: count.meta({ description: 'What its uploaded files have together.', examples: [19_042] }),
    createdAt: instant,
  })
  .meta({ id: 'Location' });

export const locationView = (location: Location): z.infer<typeof locationSchema> => ({
  id: location.id,
  name: location.name,
  timeZone: location.timeZone,
  currency: location.currency,
  connectSiteId: location.connectSiteId,
  callLogger: location.callLogger,
  sendOnCreation: location.sendOnCreation,
  explainPeriod: location.explainPeriod,
  freshSignInMinutes: location.freshSignInMinutes,
  version: location.version,
  // Big integers, where Prisma has read them.
  storedBytesLimit: location.storedBytesLimit === null ? null : Number(location.storedBytesLimit),
  storedBytes: Number(location.storedBytes),
  createdAt: location.createdAt.toISOString(),
});
