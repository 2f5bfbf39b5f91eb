import type { RequestHandler } from 'express';
import { Refusal } from '../domain/refusal';
import { type Act, locationsFor, mayAct, type Person } from '../domain/roles';
import type { Database } from '../prisma/database';
import { findPersonByKey } from '../prisma/repositories/persons';

/** Puts the person whose key the request carries into `response.locals.person`. */
export function authenticate(database: Database): RequestHandler {
  return async (request, response, next) => {
    const [scheme, key] = (request.get('authorization') ?? '').split(' ');
    const person = scheme?.toLowerCase() === 'bearer' && key ? await findPersonByKey(database, key) : null;
    if (!person) throw new Refusal('unauthenticated', 'Send your key: Authorization: Bearer <key>.');
    response.locals.person = person;
    next();
  };
}

/** @throws Refusal forbidden where the person may do it at no Location, whatever it is to be done to. */
export function requireActSomewhere(person: Person, act: Act): void {
  const where = locationsFor(person, act);
  if (where !== 'all' && where.length === 0) throw forbidden(act);
}

const forbidden = (act: Act) => new Refusal('forbidden', `Your roles do not allow this (${act}).`);

/**
 * @throws Refusal forbidden; or not-found where the person may not even read at the Location, so that nothing is given away.
 */
export function requireAct(person: Person, act: Act, locationId: string | null): void {
  if (mayAct(person, act, locationId)) return;
  if (act !== 'read' && mayAct(person, 'read', locationId)) throw forbidden(act);
  throw new Refusal('not-found', 'There is no such thing, or it is not yours to see.');
}
