import { z } from 'zod';
import { accountActionNames } from '../../../domain/accounts/account-actions';
import { sendStates } from '../../../domain/sends/send-states';
import { day, id, possibleActions } from '../../http/answer-fields';
import { clientSchema } from '../sends/client-schema';
import { sendProgressSchema } from '../sends/send-progress';

export const accountCodeSchema = z
  .object({
    id,
    code: z.string().meta({ examples: ['ACC-1006'] }),
    /** Half-open: valid from the first date, no longer valid on the last. */
    effectiveFrom: day.nullable(),
    effectiveTo: day.nullable(),
    version: z.int(),
  })
  .meta({ id: 'AccountCode' });

export const connectStates = ['not-sent', ...sendStates] as const;

export const accountSchema = z
  .object({
    id,
    accountsId: z.string().meta({ examples: ['ACC-1006'] }),
    name: z.string().meta({ examples: ['Hopfields Energy'] }),
    type: z.string().meta({ examples: ['Residential'] }),
    locationId: id,
    tenancyFrom: day.nullable(),
    tenancyTo: day.nullable(),
    contacts: z.array(z.unknown()),
    connectState: z.enum(connectStates),
    send: sendProgressSchema
      .nullable()
      .meta({ description: 'How sending it gets on; null if it was never sent.' }),
    connectClient: clientSchema.nullable(),
    accountCodes: z.array(accountCodeSchema),
    ...possibleActions(accountActionNames),
    version: z.int(),
  })
  .meta({ id: 'Account' });

export type AccountView = z.infer<typeof accountSchema>;
