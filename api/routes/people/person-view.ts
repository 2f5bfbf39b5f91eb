import { z } from 'zod';
import { roles } from '../../../domain/people/roles';
import type { LocationName } from '../../../prisma/repositories/people/admins';
import type { GrantRecord, PersonRecord } from '../../../prisma/repositories/people/person-records';
import { count, id, instant, named } from '../../http/answer-fields';
import type { Caller } from '../../http/caller';
import { changeSchema, changeView } from './person-change-view';

export const grantSchema = z
  .object({
    id,
    role: z.enum(roles),
    locationId: id.nullable().meta({ description: 'Null: at all locations.' }),
  })
  .meta({ id: 'Grant' });

export const personSchema = z
  .object({
    id,
    name: z.string().meta({ examples: ['Olga Field'] }),
    kind: z.enum(['human', 'machine']),
    email: z
      .string()
      .nullable()
      .meta({
        description: 'By which the person is known when they first sign in.',
        examples: ['olga@example.org'],
      }),
    deactivatedAt: instant.nullable().meta({ description: 'Since when they can do nothing; null: active.' }),
    version: count.meta({ description: 'For If-Match.' }),
    grants: z.array(grantSchema),
    pendingChanges: z
      .array(changeSchema)
      .meta({ description: 'What waits until a second admin confirms it.' }),
  })
  .meta({ id: 'Person' });

export const warningsSchema = z
  .array(
    z.object({
      warning: z.literal('no-approver-left'),
      location: named,
      detail: z.string().meta({ examples: ['Nobody is left who may approve at London Bridge.'] }),
    }),
  )
  .meta({ description: 'What this change has left behind.' });

export const editedPersonSchema = personSchema
  .extend({ warnings: warningsSchema })
  .meta({ id: 'EditedPerson' });

export const grantView = ({ id, role, locationId }: GrantRecord): z.input<typeof grantSchema> => ({
  id,
  role,
  locationId,
});

export const personView = (person: PersonRecord, caller: Caller): z.input<typeof personSchema> => ({
  id: person.id,
  name: person.name,
  kind: person.kind,
  email: person.email,
  deactivatedAt: person.deactivatedAt,
  version: person.version,
  grants: person.grants.map(grantView),
  pendingChanges: person.pendingChanges.map((change) => changeView(change, caller)),
});

export const warningsView = (locations: LocationName[]): z.input<typeof warningsSchema> =>
  locations.map((location) => ({
    warning: 'no-approver-left',
    location,
    detail: `Nobody is left who may approve at ${location.name}.`,
  }));
