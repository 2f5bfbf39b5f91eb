import { locationsFor, roles } from '../../../domain/people/roles';
import { route } from '../../http/route';
import { locationNames } from '../../../prisma/repositories/catalogue/locations';

export const meRoutes = [
  route({
    method: 'get',
    path: '/v1/me',
    summary: 'Who I am, my roles, my Locations',
    async handle({ person }, { database }) {
      const locations = await locationNames(database, locationsFor(person, 'read'));
      const held = roles.filter((role) => person.grants.some((grant) => grant.role === role));
      return {
        status: 200,
        body: {
          id: person.id,
          name: person.name,
          kind: person.kind,
          roles: held,
          grants: person.grants,
          locations,
        },
      };
    },
  }),
];
