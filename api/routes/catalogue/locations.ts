import { z } from 'zod';
import { isCurrency } from '../../../domain/money/currency';
import { isTimeZone } from '../../../domain/catalogue/time-zone';
import {
  createLocation,
  editLocation,
  listLocations,
  type Location,
} from '../../../prisma/repositories/catalogue/locations';
import { pageOf } from '../../http/answer-kinds';
import { requireMore } from '../../http/caller';
import { byName, toPageByName } from '../../http/cursor';
import { page, text } from '../../http/fields';
import { etagOf } from '../../http/if-match';
import { route } from '../../http/route';
import { find } from '../../http/scope';
import { aLocation } from './a-location';
import { locationSchema, locationView } from './location-view';

const needsSite = {
  path: ['connectSiteId'],
  error: 'Needed where accounts are sent on creation.',
};

const freshSignInMinutes = z.int().min(1).max(1_440).nullable();
const storedBytesLimit = z
  .int()
  .nonnegative()
  .nullable()
  .meta({ examples: [50_000_000_000] });

const newLocation = z
  .strictObject({
    name: text(200).meta({ examples: ['London Bridge'] }),
    timeZone: z
      .string()
      .refine(isTimeZone, 'Must be an IANA time zone, such as Europe/London.')
      .meta({ examples: ['Europe/London'] }),
    currency: z
      .string()
      .refine(isCurrency, 'Must be an ISO 4217 currency in use, such as GBP.')
      .meta({ examples: ['GBP'] }),
    connectSiteId: text(200)
      .nullable()
      .default(null)
      .meta({ examples: ['site-london-bridge'] }),
    callLogger: z.boolean().default(false),
    sendOnCreation: z.boolean().default(false),
    explainPeriod: z.boolean().default(false),
    freshSignInMinutes: freshSignInMinutes.default(null),
    storedBytesLimit: storedBytesLimit.default(null),
  })
  .refine(({ sendOnCreation, connectSiteId }) => !sendOnCreation || connectSiteId !== null, needsSite)
  .meta({ id: 'NewLocation' });

const locationEdit = z
  .strictObject({
    name: text(200).optional(),
    connectSiteId: text(200).nullable().optional(),
    callLogger: z.boolean().optional(),
    sendOnCreation: z.boolean().optional(),
    explainPeriod: z.boolean().optional(),
    freshSignInMinutes: freshSignInMinutes.optional(),
    storedBytesLimit: storedBytesLimit.optional(),
  })
  .meta({ id: 'LocationEdit' });

const shown = (location: Location) => ({
  body: locationView(location),
  headers: { etag: etagOf(location) },
});

export const locationRoutes = [
  route({
    method: 'get',
    path: '/v1/locations',
    summary: 'List the locations that I may see',
    needs: 'read',
    scope: 'locations',
    query: z.object(page),
    answers: { 200: pageOf('LocationPage', locationSchema) },
  }).handle(async ({ where, query }, { database }) => {
    const found = await listLocations(database, { locations: where, ...byName(query) });
    return { status: 200, body: toPageByName(found, query.limit, locationView) };
  }),
  route({
    method: 'post',
    path: '/v1/locations',
    summary: 'Add a location',
    needs: 'configure',
    scope: 'house',
    body: newLocation,
    creates: true,
    answers: { 201: locationSchema },
    headers: { 201: ['etag', 'location'] },
    problems: ['name-taken', 'site-taken'],
  }).create(
    ({ caller, body }, { database }, creation) => createLocation(database, body, caller.id, creation),
    async ({ caller }, dependencies, id) => {
      const { body, headers } = shown(await find(aLocation, dependencies, id, caller));
      return { status: 201, body, headers: { ...headers, location: `/v1/locations/${id}` } };
    },
  ),
  route({
    method: 'get',
    path: '/v1/locations/:id',
    summary: 'Get a location',
    needs: 'read',
    scope: aLocation,
    answers: { 200: locationSchema },
    headers: { 200: ['etag'] },
  }).handle(({ found }) => Promise.resolve({ status: 200, ...shown(found) })),
  route({
    method: 'patch',
    path: '/v1/locations/:id',
    summary: 'Edit a location; its time zone and currency cannot be changed, since charges depend on them',
    needs: 'configure',
    scope: aLocation,
    ifMatch: 'required',
    body: locationEdit,
    answers: { 200: locationSchema },
    headers: { 200: ['etag'] },
    problems: ['name-taken', 'site-taken'],
  }).handle(async ({ caller, found: { id }, body, seenVersion }, { database }) => {
    // It determines whose clients people may see and change.
    if (body.connectSiteId !== undefined)
      requireMore(
        caller.may('configure', null),
        'Only an admin for all locations may change a Connect site.',
        [{ pointer: '/connectSiteId', detail: 'Leave it out.' }],
      );
    // It protects the others, who share the disk.
    if (body.storedBytesLimit !== undefined)
      requireMore(
        caller.may('configure', null),
        'Only an admin for all locations may change how much a location may keep.',
        [{ pointer: '/storedBytesLimit', detail: 'Leave it out.' }],
      );
    const edit = { id, edit: body, version: seenVersion, personId: caller.id };
    return { status: 200, ...shown(await editLocation(database, edit)) };
  }),
];
