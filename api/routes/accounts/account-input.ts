import { z } from 'zod';
import { contacts, date, page, seenText, text } from '../../http/fields';
import { connectStates } from './account-schema';

const inOrder = ({ tenancyFrom, tenancyTo }: { tenancyFrom?: string | null; tenancyTo?: string | null }) =>
  !tenancyFrom || !tenancyTo || tenancyFrom <= tenancyTo;
const order = { path: ['tenancyTo'], error: 'A tenancy cannot end before it begins.' };

const fields = {
  accountsId: seenText(64).meta({ examples: ['ACC-1006'] }),
  name: text(500).meta({ examples: ['Hopfields Energy'] }),
  type: text(100).meta({ examples: ['Residential'] }),
};

export const newAccount = z
  .strictObject({
    ...fields,
    tenancyFrom: date.nullable().default(null),
    tenancyTo: date.nullable().default(null),
    contacts: contacts.default([]),
    locationId: z.uuid('Must be the id of a location.'),
    sendToConnect: z.boolean().default(false),
  })
  .refine(inOrder, order)
  .meta({ id: 'NewAccount' });

export const accountEdit = z
  .strictObject({
    accountsId: fields.accountsId.optional(),
    name: fields.name.optional(),
    type: fields.type.optional(),
    tenancyFrom: date.nullable().optional(),
    tenancyTo: date.nullable().optional(),
    contacts: contacts.optional(),
  })
  .refine(inOrder, order)
  .meta({ id: 'AccountEdit' });

/** Contacts of the maximum size, with room for a sender that escapes every character. */
export const accountBytes = 131_072;

export const accountFilter = z.object({
  ...page,
  accountsId: z.string().optional(),
  locationId: z.uuid().optional(),
  connectState: z.enum(connectStates).optional(),
  q: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Part of the name, the Accounts ID or an account code.' }),
});
