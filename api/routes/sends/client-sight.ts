import type { Act } from '../../../domain/people/roles';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { locationsOfSites } from '../../../prisma/repositories/sends/sites';
import type { ApiDependencies } from '../../dependencies';
import type { Caller } from '../../http/caller';

/**
 * Whether the caller may see, or act on, a client at a site: rights end where another Location begins, in Connect too.
 */
export type ClientSight = (act: Act, client: { siteId: string }) => boolean;

/** For the clients of these Accounts: linked ones, and candidates. */
export async function sightOfClients(
  { database }: ApiDependencies,
  caller: Caller,
  accounts: ListedAccount[],
): Promise<ClientSight> {
  const clients = accounts.flatMap(({ link, send }) => [
    ...(link ? [link.client] : []),
    ...(send?.candidates ?? []),
  ]);
  const sites = [...new Set(clients.map(({ siteId }) => siteId))];
  const locationsOf = await locationsOfSites((sql, values) => database.query(sql, values), sites);
  return (act, { siteId }) => caller.mayAtSite(act, locationsOf(siteId));
}
