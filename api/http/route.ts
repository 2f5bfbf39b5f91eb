import type { Request } from 'express';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal';
import type { Act, Person } from '../../domain/people/roles';
import type { ApiDependencies } from '../dependencies';
import { fieldErrors } from './field-errors';
import { unstorableText } from './unstorable-text';
import './zod-messages';

/** What a route answers with. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Asked<Body, Query> {
  person: Person;
  /** Parts of the path, such as `id`. */
  params: Record<string, string>;
  body: Body;
  query: Query;
  request: Request;
}

/** One endpoint: the sentence of its contract, and what it does. */
export interface Route<Body = unknown, Query = unknown> {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  path: string;
  summary: string;
  /**
   * What its caller must be allowed to do at some Location at least: who is not, is answered before a body is read. The
   * handler asks about the Location itself. Every route that changes something has it.
   */
  needs?: Act;
  body?: z.ZodType<Body>;
  /** Most bytes of its JSON; 64 KiB where absent. */
  maxBytes?: number;
  query?: z.ZodType<Query>;
  /** The body is read by the handler itself, as multipart. */
  multipart?: boolean;
  handle: (asked: Asked<Body, Query>, dependencies: ApiDependencies) => Promise<Answer>;
}

export type AnyRoute = Route;

/** Lets the types of body and query flow from their schemas into the handler. */
export function route<Body, Query>(definition: Route<Body, Query>): AnyRoute {
  return definition as unknown as AnyRoute;
}

const uuid = z.uuid();

/** @throws Refusal invalid-request that names the fields that are wrong, as JSON pointers. */
export function check<T>(schema: z.ZodType<T> | undefined, value: unknown, place = ''): T {
  if (!schema) return undefined as T;
  const unstorable = unstorableText(value, place);
  if (!unstorable.isEmpty) throw unstorable.toRefusal('The request holds what cannot be kept.');
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw fieldErrors(read.error, place).toRefusal('The request is not as agreed.');
}

/** An id in a path that is no id at all names nothing. */
export function idOf(params: Record<string, string>, name = 'id'): string {
  const read = uuid.safeParse(params[name]);
  if (!read.success) throw new Refusal('not-found', `There is nothing with the id "${params[name]}".`);
  return read.data;
}
