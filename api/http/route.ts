import type { z } from 'zod';
import type { Act, Person } from '../../domain/people/roles';
import type { Problem } from '../../domain/refusal';
import type { Locations } from '../../prisma/client/page-sql';
import { type Creation, unkeyed } from '../../prisma/repositories/work/keyed-requests';
import type { ApiDependencies } from '../dependencies';
import type { AnswerKind, BodyOf } from './answer-kinds';
import type { HeaderName, HeaderValues } from './answer-headers';
import type { Browser } from './browser';
import type { ConcurrencyLimit } from './limit-concurrency';
import type { Caller } from './caller';
import type { FileInMemory } from './file-in-memory';
import type { Form } from './multipart';
import type { FileRoom } from './within-room';
import type { Scope, Subject, SubjectInBody } from './scope';
import './zod-messages';

/** What a route promises. What its handler is given and may answer follows from it. */
export type Contract = Request & Right & Answers;

interface Request {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Each parameter in it, such as `:id`, is an id. */
  path: `/${string}`;
  summary: string;
  query?: z.ZodObject;
  /** The schema of a JSON body. */
  body?: z.ZodType;
  /** Maximum size of its JSON in bytes; 64 KiB by default. */
  maxBytes?: number;
  /** A multipart form instead of a JSON body. This describes the form; the handler validates the fields. */
  form?: z.ZodType;
  /** Only the beginning of the form's file is sent, at most this many bytes: it is kept in memory and not stored. */
  fileInMemory?: number;
  /** How large its file may be, by the fields that have come before it; null: any size. */
  fileRoom?: (
    dependencies: ApiDependencies,
    where: Locations,
    fields: Record<string, string>,
  ) => Promise<FileRoom | null>;
  /** The caller may state the version that they have seen, in If-Match; or must. */
  ifMatch?: true | 'required';
  /** For pages: the handler is given what a browser says of itself. */
  browser?: true;
  /** A browser asks for it by itself: it does not keep a session alive. */
  background?: true;
  /** It creates one thing, once for each Idempotency-Key. */
  creates?: true;
  /** What it creates has a secret, which its answer shows once: the answer is not kept. */
  secret?: true;
  /** The caller may say how far their event stream had come, in Last-Event-ID. */
  resumes?: true;
  /** How many may run at the same time; unlimited by default. */
  atOnce?: ConcurrencyLimit;
}

/**
 * What the caller must be allowed to do, and where: a route that does not say so does not compile. `own` concerns only
 * the caller, and needs a key; `nothing` needs none.
 */
type Right = { needs: Act; scope: Scope } | { needs: 'own' | 'nothing'; scope?: undefined };

interface Answers {
  /** By status. */
  answers: Readonly<Record<number, AnswerKind>>;
  /** What they carry besides, by status: neither more nor less compiles. */
  headers?: Readonly<Record<number, readonly HeaderName[]>>;
  /** Its problems, in addition to those that follow from the rest of the contract. */
  problems?: readonly Problem[];
}

/** What a handler is given. The request has been authorized by then. */
export type Asked<C extends Contract> = {
  caller: Caller;
  params: Record<ParamOf<C['path']>, string>;
  body: Read<C, 'body'>;
  query: Read<C, 'query'>;
  /** Aborted when the caller has disconnected. */
  signal: AbortSignal;
  /** The version in If-Match; null if there is none, or if any will do. */
  seenVersion: C extends { ifMatch: true | 'required' } ? number | null : undefined;
  /** The Last-Event-ID; undefined if there is none. */
  lastEventId: C extends { resumes: true } ? string | undefined : undefined;
} & Granted<C['scope']> &
  (C extends { needs: 'own' } ? { person: Person } : unknown) &
  (C extends { form: z.ZodType }
    ? { form: C extends { fileInMemory: number } ? Form<FileInMemory> : Form }
    : unknown) &
  (C extends { browser: true } ? { browser: Browser } : unknown);

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

/** One of the answers in the contract. */
export type AnswerTo<C extends Contract> = {
  [Status in keyof C['answers'] & number]: { status: Status } & HeadersAt<C, Status> &
    BodyOf<C['answers'][Status]>;
}[keyof C['answers'] & number];

type HeadersAt<C extends Contract, Status> = Contract extends C
  ? { headers?: Record<string, string | string[]> }
  : C extends { headers: { readonly [S in Status & number]: readonly (infer Name extends HeaderName)[] } }
    ? { headers: HeaderValues<Name> }
    : // A media type may be told more precisely than the contract does.
      { headers?: { 'content-type': string } };

/** The id of what was created; with its secret, if it has one. */
type Created<C extends Contract> = C extends { secret: true } ? { id: string; secret: string } : string;

/** How a thing is created, once, and answered, as often as it is asked for. */
export interface Steps<C extends Contract> {
  /** Creates the thing in a transaction, inside `creation`. */
  create: (asked: Asked<C>, dependencies: ApiDependencies, creation: Creation) => Promise<Created<C>>;
  /** Also for a repeated request whose first answer was lost, unless the thing has a secret. */
  answer: (asked: Asked<C>, dependencies: ApiDependencies, created: Created<C>) => Promise<AnswerTo<C>>;
}

type Handle<C extends Contract> = (asked: Asked<C>, dependencies: ApiDependencies) => Promise<AnswerTo<C>>;

/** One endpoint, with its types erased. */
export type Route = Contract & { handle: Handle<Contract>; steps?: Steps<Contract> };

/** What does it: a route that creates has two steps. */
type Undone<C extends Contract> = C extends { creates: true }
  ? { create: (create: Steps<C>['create'], answer: Steps<C>['answer']) => Route }
  : { handle: (handle: Handle<C>) => Route };

/** An endpoint: its contract, from which the types of its handler are derived. */
export const route = <const C extends Contract>(contract: C): Undone<C> => {
  const create = (...[create, answer]: [Steps<C>['create'], Steps<C>['answer']]) => ({
    ...contract,
    steps: { create, answer },
    handle: async (asked: Asked<C>, dependencies: ApiDependencies) =>
      answer(asked, dependencies, await create(asked, dependencies, unkeyed)),
  });
  return { create, handle: (handle: Handle<C>) => ({ ...contract, handle }) } as unknown as Undone<C>;
};
