import type { Act } from '../../../domain/people/roles';
import type { ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import type { Caller } from '../../http/caller';

/**
 * Whether the caller may see, or act on, a client at a site: rights end where another Location begins, in Connect too.
 */
export type ClientSight = (act: Act, client: { siteId: string }) => boolean;

/** For the clients of this Account: the linked one, and candidates. */
export const sightOfClients =
  (caller: Caller, { sites }: ListedAccount): ClientSight =>
  (act, client) =>
    caller.mayAtSite(
      act,
      sites.filter(({ siteId }) => siteId === client.siteId).map(({ locationId }) => locationId),
    );
