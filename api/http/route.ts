import type { z } from 'zod';
import type { Act, Person } from '../../domain/people/roles';
import type { Problem } from '../../domain/refusal';
import type { Locations } from '../../prisma/client/page-sql';
import type { ApiDependencies } from '../dependencies';
import type { AnswerKind, BodyOf } from './answer-kinds';
import type { ConcurrencyLimit } from './limit-concurrency';
import type { Caller } from './caller';
import type { Form } from './multipart';
import type { Scope, Subject, SubjectInBody } from './scope';
import './zod-messages';

/** What a route promises. What its handler is handed, and may answer, follows from it. */
export type Contract = Request & Right & Answers;

interface Request {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Each parameter in it, such as `:id`, is an id. */
  path: `/${string}`;
  summary: string;
  query?: z.ZodObject;
  /** Of a JSON body. */
  body?: z.ZodType;
  /** Most bytes of its JSON; 64 KiB where absent. */
  maxBytes?: number;
  /** Of a multipart form, in place of a JSON body. It describes the form; the handler checks the fields. */
  form?: z.ZodType;
  /** The caller may say which version they have seen, in If-Match. */
  ifMatch?: true;
  /** How many of it run at the same time; unlimited where absent. */
  atOnce?: ConcurrencyLimit;
}

/**
 * What the caller must be allowed to do, and where: a route that does not say so does not compile. `own` is about the
 * caller alone, and needs a key; `nothing` needs none.
 */
type Right = { needs: Act; scope: Scope } | { needs: 'own' | 'nothing'; scope?: undefined };

interface Answers {
  /** By status. */
  answers: Readonly<Record<number, AnswerKind>>;
  /** What it may refuse with, beside what follows from the rest of the contract. */
  problems?: readonly Problem[];
}

/** What a handler is handed. It is authorized by then. */
export type Asked<C extends Contract> = {
  caller: Caller;
  params: Record<ParamOf<C['path']>, string>;
  body: Read<C, 'body'>;
  query: Read<C, 'query'>;
  /** Aborted once whoever asked has left. */
  signal: AbortSignal;
  /** The version in If-Match; null where none is given, or any will do. */
  seenVersion: C extends { ifMatch: true } ? number | null : undefined;
} & Granted<C['scope']> &
  (C extends { needs: 'own' } ? { person: Person } : unknown) &
  (C extends { form: z.ZodType } ? { form: Form } : unknown);

type ParamOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Read<C, Key extends 'body' | 'query'> =
  C extends Record<Key, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

type Granted<S> = S extends 'locations'
  ? { where: Locations }
  : S extends Subject<infer Found> | SubjectInBody<infer Found>
    ? { found: Found }
    : unknown;

/** One of the answers that the contract knows. */
export type AnswerTo<C extends Contract> = {
  [Status in keyof C['answers'] & number]: AnswerOf<Status, C['answers'][Status]>;
}[keyof C['answers'] & number];

export type AnswerOf<Status extends number, Kind> = { status: Status; headers?: Headers } & BodyOf<Kind>;

type Headers = Record<string, string>;

/** One endpoint, its types forgotten. */
export type Route = Contract & {
  handle: (asked: Asked<Contract>, dependencies: ApiDependencies) => Promise<AnswerTo<Contract>>;
};

/** An endpoint: its contract, from which the types of its handler follow. */
export const route = <const C extends Contract>(contract: C) => ({
  handle: (handle: (asked: Asked<C>, dependencies: ApiDependencies) => Promise<AnswerTo<C>>): Route =>
    ({ ...contract, handle }) as unknown as Route,
});
