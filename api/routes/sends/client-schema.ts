import { z } from 'zod';
import { instant } from '../../http/answer-fields';

/** A client as Connect knows it. */
export const clientSchema = z
  .object({
    id: z.string().meta({ examples: ['cli_0042'] }),
    name: z.string().meta({ examples: ['Hopfields Energy'] }),
    type: z.enum(['Residential', 'Virtual']),
    siteId: z.string().meta({ examples: ['site-london-bridge'] }),
    status: z.enum(['Awaiting Provisioning', 'Active']),
    startDate: instant,
    endDate: instant,
    billingReference: z.string().meta({ examples: ['ACC-1006'] }),
    createdAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'ConnectClient' });
