import { type Act, locationsFor, mayAct, type Person } from '../../domain/people/roles';
import { Refusal } from '../../domain/refusal';
import type { Locations } from '../../prisma/client/page-sql';
import type { ApiDependencies } from '../dependencies';
import type { Caller } from './caller';

/**
 * Where the act of a route takes place:
 * - `locations`: at any of them; the handler is given those at which the caller may do it, and queries no others;
 * - `house`: at all of them together, such as adding a product. What belongs to no Location can be read by anybody with
 * a grant;
 * - a subject: at its Location. The handler is given what was found.
 */
export type Scope = 'locations' | 'house' | Subject<unknown> | SubjectInBody<unknown>;

/** What the `:id` in a path identifies. */
export interface Subject<Found> {
  /** What people call it: "batch sheet". */
  name: string;
  /** @returns null if there is none. */
  find(dependencies: ApiDependencies, id: string, caller: Caller): Promise<Found | null>;
  /** Absent for what belongs to no Location: then the right is needed at all of them, before it is looked up. */
  locationOf?(found: Found): string;
  /** Whether it is the caller's own: then they need no right. */
  isOwn?(id: string, caller: Caller): boolean;
}

/** A subject named by a member of the body: an unknown one is an error in that member. */
export interface SubjectInBody<Found> {
  subject: Subject<Found>;
  member: string;
  /** Where to find its id. */
  detail: string;
}

/** @throws Refusal not-found if it no longer exists. For what is read again after a change. */
export async function find<Found>(
  subject: Subject<Found>,
  dependencies: ApiDependencies,
  id: string,
  caller: Caller,
): Promise<Found> {
  const found = await subject.find(dependencies, id, caller);
  if (found === null) throw notFound(subject);
  return found;
}

export const notFound = ({ name }: { name: string }) =>
  new Refusal('not-found', `No such ${name}, or you may not see it.`);

const forbidden = (act: Act) => new Refusal('forbidden', `Your roles do not allow this (${act}).`);

/** Whether the path names what is the caller's own. */
export const asksForOwn = (scope: Scope, params: Record<string, string>, caller: Caller): boolean =>
  typeof scope === 'object' && 'find' in scope && scope.isOwn?.(params.id as string, caller) === true;

/** @throws Refusal forbidden if the person may not do it at any Location, whatever the subject. */
export function requireActSomewhere(person: Person, act: Act): void {
  const where = locationsFor(person, act);
  if (where !== 'all' && where.length === 0) throw forbidden(act);
}

export const isNamedInBody = (scope: Scope | undefined): scope is SubjectInBody<unknown> =>
  typeof scope === 'object' && 'member' in scope;

interface Asking {
  person: Person;
  caller: Caller;
  params: Record<string, string>;
  /** Already validated if the subject is named in it. */
  body: unknown;
}

/**
 * The only place in which a caller is let through to a handler. @returns what the route's scope passes to it.
 * @throws Refusal forbidden; or not-found if the caller may not even read there, so that nothing is revealed.
 */
export async function authorize(
  { needs, scope }: { needs: Act; scope: Scope },
  { person, caller, params, body }: Asking,
  dependencies: ApiDependencies,
): Promise<{ where: Locations } | { found: unknown } | undefined> {
  if (scope === 'locations') return { where: locationsFor(person, needs) };
  if (scope === 'house') return requireAct(person, needs, null, () => notFound({ name: 'thing' }));
  const inBody = isNamedInBody(scope);
  const subject = inBody ? scope.subject : scope;
  const id = inBody ? (body as Record<string, string>)[scope.member] : params.id;
  // Made only when thrown: what an error knows of its origin costs more than all else here.
  const unknown = () => (inBody ? notInBody(scope) : notFound(scope));
  const isOwn = subject.isOwn?.(id as string, caller) === true;
  if (!subject.locationOf && !isOwn) requireAct(person, needs, null, unknown);
  const found = await subject.find(dependencies, id as string, caller);
  if (found === null) throw unknown();
  if (subject.locationOf && !isOwn) requireAct(person, needs, subject.locationOf(found), unknown);
  return { found };
}

function requireAct(person: Person, act: Act, locationId: string | null, unknown: () => Refusal): undefined {
  if (mayAct(person, act, locationId)) return;
  throw act !== 'read' && mayAct(person, 'read', locationId) ? forbidden(act) : unknown();
}

const notInBody = ({ subject: { name }, member, detail }: SubjectInBody<unknown>) =>
  new Refusal('invalid-request', `No such ${name}, or you may not see it.`, {
    errors: [{ pointer: `/${member}`, detail }],
  });
