import { findLocation, type Location } from '../../../prisma/repositories/catalogue/locations';
import type { Subject } from '../../http/scope';

export const aLocation: Subject<Location> = {
  name: 'location',
  find: ({ database }, id) => findLocation(database, id),
  locationOf: ({ id }) => id,
};
