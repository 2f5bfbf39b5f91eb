import { findAccount, type ListedAccount } from '../../../prisma/repositories/accounts/account-list';
import type { Subject } from '../../http/scope';

export const anAccount: Subject<ListedAccount> = {
  name: 'account',
  find: ({ database }, id) => findAccount(database, id),
  locationOf: ({ locationId }) => locationId,
};
