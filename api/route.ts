import type { Request } from 'express';
import { z } from 'zod';
import { type FieldError, Refusal } from '../domain/refusal';
import type { Person } from '../domain/roles';
import type { ApiDependencies } from './dependencies';
import { unstorableText } from './unstorable-text';
import './words';

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
  body?: z.ZodType<Body>;
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

/** @throws Refusal invalid-request that names every field that is wrong, as JSON pointers. */
export function check<T>(schema: z.ZodType<T> | undefined, value: unknown, place = ''): T {
  if (!schema) return undefined as T;
  const unstorable = unstorableText(value, place);
  if (unstorable.length > 0)
    throw new Refusal('invalid-request', 'The request holds text that cannot be kept.', {
      errors: unstorable,
    });
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal('invalid-request', 'The request is not as agreed.', {
    errors: fieldErrors(read.error, place),
  });
}

/** One error for each field: the first that was found. */
export function fieldErrors(error: z.ZodError, place = ''): FieldError[] {
  const all = error.issues.flatMap((issue) => {
    const at = `${place}/${issue.path.join('/')}`;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        pointer: `${at.replace(/\/$/, '')}/${key}`,
        detail: 'There is no such field.',
      }));
    return [{ pointer: at, detail: issue.message }];
  });
  return all.filter(({ pointer }, index) => all.findIndex((one) => one.pointer === pointer) === index);
}

/** An id in a path that is no id at all names nothing. */
export function idOf(params: Record<string, string>, name = 'id'): string {
  const read = uuid.safeParse(params[name]);
  if (!read.success) throw new Refusal('not-found', `There is nothing with the id "${params[name]}".`);
  return read.data;
}
