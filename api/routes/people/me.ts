import { z } from 'zod';
import { locationsFor, roles } from '../../../domain/people/roles';
import { locationNames } from '../../../prisma/repositories/catalogue/locations';
import { id, named } from '../../http/answer-fields';
import { route } from '../../http/route';

const meSchema = z
  .object({
    id,
    name: z.string().meta({ examples: ['Omar'] }),
    kind: z.enum(['human', 'machine']),
    roles: z.array(z.enum(roles)),
    grants: z.array(
      z.object({
        role: z.enum(roles),
        locationId: id.nullable().meta({ description: 'Null: at all locations.' }),
      }),
    ),
    locations: z.array(named),
  })
  .meta({ id: 'Me' });

export const meRoutes = [
  route({
    method: 'get',
    path: '/v1/me',
    summary: 'Get who I am, my roles and my locations',
    needs: 'own',
    answers: { 200: meSchema },
  }).handle(async ({ person: { id, name, kind, grants } }, { database }) => {
    const locations = await locationNames(database, locationsFor({ id, name, kind, grants }, 'read'));
    const held = roles.filter((role) => grants.some((grant) => grant.role === role));
    return { status: 200, body: { id, name, kind, roles: held, grants, locations } };
  }),
];
