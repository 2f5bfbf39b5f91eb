import { findPersonRecord, type PersonRecord } from '../../../prisma/repositories/people/person-records';
import type { Subject } from '../../http/scope';

/** Persons belong to no Location: only admins for all Locations see and change them. */
export const aPerson: Subject<PersonRecord> = {
  name: 'person',
  find: ({ database }, id) => findPersonRecord(database, id),
};

/** The caller too, if it is about themselves. */
export const aPersonOrMe: Subject<PersonRecord> = { ...aPerson, isOwn: (id, caller) => id === caller.id };
