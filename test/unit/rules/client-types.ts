import type { Answer, Item, RequestBody } from '../../../clients/typescript/src/by-path';

/** What follows from a path as it is written where it is asked. `npm run typecheck` holds it. */
export function typesByPath(
  get: <const Path extends string>(path: Path) => Answer<'get', Path>,
  post: <const Path extends string>(path: Path, body?: RequestBody<'post', Path>) => Answer<'post', Path>,
  id: string,
  kind: 'reject' | 'reopen',
) {
  const account = get(`/v1/accounts/${id}`);
  const page = get(`/v1/accounts?accountsId=${id}`);
  return {
    text: account.accountsId satisfies string,
    another: get(`/v1/accounts/${id}/connect-client`).adopted satisfies boolean,
    page: page.items satisfies Item<'/v1/accounts'>[],
    withQuery: get(`/v1/charge-imports/${id}/rows?limit=200${id}`).next satisfies string | null,
    several: post(`/v1/batch-sheets/${id}/${kind}`, { reason: 'x' }).number satisfies string,
    // @ts-expect-error no such field
    field: account.colour as unknown,
    // @ts-expect-error a page, and no Account
    wrongPath: get(`/v1/accounts/${id}/account-codes`).accountsId as unknown,
    // @ts-expect-error a field that the body must have
    wrongBody: post('/v1/product-groups', {}),
  };
}
