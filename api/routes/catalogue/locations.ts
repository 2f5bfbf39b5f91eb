import { z } from 'zod';
import { Refusal } from '../../../domain/refusal';
import { isCurrency } from '../../../domain/money/currency';
import { locationsFor, mayAct } from '../../../domain/people/roles';
import { isTimeZone } from '../../../domain/catalogue/time-zone';
import {
  createLocation,
  editLocation,
  findLocation,
  listLocations,
} from '../../../prisma/repositories/catalogue/locations';
import { requireAct } from '../../http/authentication';
import { byName, toPageByName } from '../../http/cursor';
import { page, text } from '../../http/fields';
import { idOf, route } from '../../http/route';

const needsSite = {
  path: ['connectSiteId'],
  error: 'Accounts can be sent on creation only where the Connect site is known.',
};

const newLocation = z
  .strictObject({
    name: text(200),
    timeZone: z.string().refine(isTimeZone, 'An IANA time zone, such as Europe/London.'),
    currency: z.string().refine(isCurrency, 'An ISO 4217 currency in use, such as GBP.'),
    connectSiteId: text(200).nullable().default(null),
    callLogger: z.boolean().default(false),
    sendOnCreation: z.boolean().default(false),
    explainPeriod: z.boolean().default(false),
  })
  .refine(({ sendOnCreation, connectSiteId }) => !sendOnCreation || connectSiteId !== null, needsSite);

const locationEdit = z.strictObject({
  name: text(200).optional(),
  connectSiteId: text(200).nullable().optional(),
  callLogger: z.boolean().optional(),
  sendOnCreation: z.boolean().optional(),
  explainPeriod: z.boolean().optional(),
});

export const locationRoutes = [
  route({
    method: 'get',
    path: '/v1/locations',
    summary: 'Locations that I may see',
    query: z.object(page),
    async handle({ person, query }, { database }) {
      const locations = locationsFor(person, 'read');
      const found = await listLocations(database, { locations, ...byName(query) });
      return { status: 200, body: toPageByName(found, query.limit, (location) => location) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/locations',
    summary: 'Add a Location',
    needs: 'configure',
    body: newLocation,
    async handle({ person, body }, { database }) {
      requireAct(person, 'configure', null);
      const made = await createLocation(database, body, person.id);
      return { status: 201, body: made, headers: { location: `/v1/locations/${made.id}` } };
    },
  }),
  route({
    method: 'get',
    path: '/v1/locations/:id',
    summary: 'One Location',
    async handle({ person, params }, { database }) {
      const id = idOf(params);
      requireAct(person, 'read', id);
      const found = await findLocation(database, id);
      if (!found) throw new Refusal('not-found', 'There is no such location.');
      return { status: 200, body: found };
    },
  }),
  route({
    method: 'patch',
    path: '/v1/locations/:id',
    summary: 'Edit a Location; time zone and currency stay, since charges rest on them',
    needs: 'configure',
    body: locationEdit,
    async handle({ person, params, body }, { database }) {
      const id = idOf(params);
      requireAct(person, 'configure', id);
      // Whose clients somebody may see and change rests on it.
      if (body.connectSiteId !== undefined && !mayAct(person, 'configure', null))
        throw new Refusal('forbidden', 'Only an admin of all locations may change the Connect site of one.', {
          errors: [{ pointer: '/connectSiteId', detail: 'Leave it out.' }],
        });
      const edited = await editLocation(database, id, body, person.id);
      if (!edited) throw new Refusal('not-found', 'There is no such location.');
      return { status: 200, body: edited };
    },
  }),
];
