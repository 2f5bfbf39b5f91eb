import { z } from 'zod';
import { ConnectError } from '../../../connectors/connect/connect-error';
import type { Connect, Site } from '../../../connectors/connect/connect';
import { outcomeOfFault, siteAdvice, siteOutcomes } from '../../../domain/sends/site-check';
import type { Location } from '../../../prisma/repositories/catalogue/locations';
import { RateLimitExceeded } from '../../../prisma/repositories/sends/rate-limiter';
import { route } from '../../http/route';
import { aLocation } from './a-location';

const siteSchema = z
  .object({
    id: z.string().meta({ examples: ['site-london-bridge'] }),
    name: z.string().meta({ examples: ['London Bridge'] }),
    timeZone: z
      .string()
      .nullable()
      .meta({ examples: ['Europe/London'], description: 'Null where Connect does not say.' }),
  })
  .meta({ id: 'ConnectSite' });

const checkSchema = z
  .object({
    outcome: z.enum(siteOutcomes),
    reachable: z.boolean().meta({ description: 'Connect has answered.' }),
    detail: z.string().meta({ examples: ['Connect can be reached and has the site site-london-bridge.'] }),
    site: siteSchema.nullable(),
    differences: z
      .array(z.object({ field: z.enum(['name', 'timeZone']), location: z.string(), connect: z.string() }))
      .meta({ description: 'What Connect says otherwise than the location.' }),
  })
  .meta({ id: 'ConnectCheck' });

type Check = z.infer<typeof checkSchema>;

/** In all; an answer comes within 5 s. */
const maxMs = 4_500;

async function lookForSite(connect: Connect, siteId: string | null): Promise<Omit<Check, 'differences'>> {
  const answer = (outcome: Check['outcome'], told = '', site: Site | null = null) => ({
    outcome,
    reachable: !['no-site', 'unreachable', 'too-many-checks'].includes(outcome),
    detail: siteAdvice[outcome](siteId ?? '', told),
    site,
  });
  if (siteId === null) return answer('no-site');
  const end = performance.now() + maxMs;
  try {
    const sites = await connect.listSites(AbortSignal.timeout(maxMs), () => end - performance.now());
    const site = sites.find(({ id }) => id === siteId) ?? null;
    return answer(site ? 'ok' : 'unknown-site', '', site);
  } catch (error) {
    if (error instanceof ConnectError) return answer(outcomeOfFault[error.fault.kind], error.message);
    if (error instanceof RateLimitExceeded) return answer('too-many-checks');
    if (error instanceof Error && error.name === 'AbortError') return answer('too-many-checks');
    throw error;
  }
}

function differencesOf({ name, timeZone }: Location, site: Site | null): Check['differences'] {
  if (site === null) return [];
  const pairs = [
    { field: 'name' as const, location: name, connect: site.name },
    { field: 'timeZone' as const, location: timeZone, connect: site.timeZone ?? timeZone },
  ];
  return pairs.filter(({ location, connect }) => location !== connect);
}

export const connectCheckRoutes = [
  route({
    method: 'post',
    path: '/v1/locations/:id/connect-check',
    summary: 'Check that Connect can be reached and has the location’s site; nothing is changed',
    needs: 'configure',
    scope: aLocation,
    atOnce: { max: 4, maxOfOne: 2, what: 'checks of Connect' },
    answers: { 200: checkSchema },
  }).handle(async ({ found }, { connect }) => {
    const check = await lookForSite(connect, found.connectSiteId);
    return { status: 200, body: { ...check, differences: differencesOf(found, check.site) } };
  }),
];
