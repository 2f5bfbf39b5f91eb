import { findAccount, type ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import { type AccountPlace, accountPlace } from '../../../prisma/repositories/accounts/account-place';
import type { Subject } from '../../http/scope';

const name = 'account';

/** With all that is shown of it. */
export const anAccount: Subject<ListedAccount> = {
  name,
  find: ({ database }, id) => findAccount(database, id),
  locationOf: ({ locationId }) => locationId,
};

/** For requests about what it has, such as its months. */
export const anAccountInBrief: Subject<AccountPlace> = {
  name,
  find: ({ database }, id) => accountPlace(database, id),
  locationOf: ({ locationId }) => locationId,
};
