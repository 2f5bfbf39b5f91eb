import type { components, paths } from './schema';

/**
 * Types of requests and answers by the path as it is written where it is asked, such as `/v1/accounts/${id}?x=1`,
 * made of the contract's types.
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

/** What the contract knows of a request; never where it knows no such path and method. */
export type Operation<M extends Method, Path extends string> = Path extends string
  ? Extract<OperationsAt<Segments<WithoutQuery<Path>>>[M], object>
  : never;

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What the contract calls so. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What is answered once it is done: with 202 only where nothing is done at once. */
type Done<Responses> = Responses extends { 200: infer Ok }
  ? Json<Ok>
  : Responses extends { 201: infer Created }
    ? Json<Created>
    : Responses extends { 202: infer Accepted }
      ? Json<Accepted>
      : undefined;

export type Answer<M extends Method, Path extends string> =
  Operation<M, Path> extends { responses: infer Responses } ? Done<Responses> : never;

/** One of a list. */
export type Item<Path extends string> = Answer<'get', Path> extends { items: (infer One)[] } ? One : never;

/** A JSON body; undefined where there is none. */
export type RequestBody<M extends Method, Path extends string> =
  Operation<M, Path> extends { requestBody: { content: { 'application/json': infer Body } } }
    ? Body
    : undefined;
