import type { Client, ClientPathsWithMethod, FetchOptions, MethodResponse } from 'openapi-fetch';
import type { paths } from './schema';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type PathWith<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;

/** `params` and `body`, as the contract wants them; nothing if it wants none. */
export type Asked<M extends Method, Path extends PathWith<M>> =
  Partial<FetchOptions<paths[Path][M]>> extends FetchOptions<paths[Path][M]>
    ? [FetchOptions<paths[Path][M]>?]
    : [FetchOptions<paths[Path][M]>];

/** What is answered when it is done: refusals are thrown. Undefined if the answer has no body. */
export type Done<M extends Method, Path extends PathWith<M>> = [
  MethodResponse<Client<paths>, M, Path>,
] extends [never]
  ? undefined
  : MethodResponse<Client<paths>, M, Path>;

/** Asks at a path as the contract writes it, such as `/v1/accounts/{id}`. */
export type Ask<M extends Method> = <Path extends PathWith<M>>(
  path: Path,
  ...asked: Asked<M, Path>
) => Promise<Done<M, Path>>;

/** Paths of lists. */
export type ListPath = {
  [Path in PathWith<'get'>]: Done<'get', Path> extends { items: unknown[] } ? Path : never;
}[PathWith<'get'>];

export type ItemOf<Path extends ListPath> =
  Done<'get', Path> extends { items: (infer Item)[] } ? Item : never;

/** The fields of the import form, without its file. */
export type ImportFields = Omit<
  paths['/v1/charge-imports']['post']['requestBody']['content']['multipart/form-data'],
  'file'
>;
