import type { components, paths } from './schema';

/**
 * Types of requests and answers, derived from the contract's types by a path written as the caller writes it, such as
 * `/v1/accounts/${id}?x=1`.
 */
type Segments<Path extends string> = Path extends `/${infer Rest}`
  ? Segments<Rest>
  : Path extends `${infer First}/${infer Rest}`
    ? [First, ...Segments<Rest>]
    : [Path];

type WithoutQuery<Path extends string> = Path extends `${infer Place}?${string}` ? Place : Path;

type Fits<Asked extends string[], Known extends string[]> = Asked extends [
  infer One extends string,
  ...infer Others extends string[],
]
  ? Known extends [infer Name extends string, ...infer Names extends string[]]
    ? Name extends `{${string}}`
      ? Fits<Others, Names>
      : One extends Name
        ? Fits<Others, Names>
        : false
    : false
  : Known extends []
    ? true
    : false;

type Known = { [Path in keyof paths]: Segments<Path> };

type OperationsAt<Asked extends string[]> = {
  [Path in keyof paths]: Fits<Asked, Known[Path]> extends true ? paths[Path] : never;
}[keyof paths];

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** What the contract says about a request; `never` if it has no such path and method. */
export type Operation<M extends Method, Path extends string> = Path extends string
  ? Extract<At<WithoutQuery<Path>>[M], object>
  : never;

/** A path that is in the contract as it is written has no id in the place of a word. */
type At<Path extends string> = Path extends keyof paths ? paths[Path] : OperationsAt<Segments<Path>>;

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** A schema of the contract by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The answer to a successful request: that of 202 only if no other success is possible. */
type Done<Responses> = Responses extends { 200: infer Ok }
  ? Json<Ok>
  : Responses extends { 201: infer Created }
    ? Json<Created>
    : Responses extends { 202: infer Accepted }
      ? Json<Accepted>
      : undefined;

export type Answer<M extends Method, Path extends string> =
  Operation<M, Path> extends { responses: infer Responses } ? Done<Responses> : never;

/** One item of a list. */
export type Item<Path extends string> = Answer<'get', Path> extends { items: (infer One)[] } ? One : never;

/** A JSON body; undefined if there is none. */
export type RequestBody<M extends Method, Path extends string> =
  Operation<M, Path> extends { requestBody: { content: { 'application/json': infer Body } } }
    ? Body
    : Operation<M, Path> extends { requestBody?: never }
      ? undefined
      : Operation<M, Path> extends { requestBody?: { content: { 'application/json': infer Body } } }
        ? Body | undefined
        : undefined;
