import { addMissing } from './add-missing';
import { type ApiClient } from './http-client';
import { type Seed } from './seed-files';

interface AccountItem {
  id: string;
  accountsId: string;
}

/** Accounts, by Accounts ID to id. None has been sent to Connect yet. */
export const seedAccounts = (
  ops: ApiClient,
  { accounts }: Seed,
  locations: Map<string, string>,
): Promise<Map<string, string>> =>
  addMissing(
    ops,
    '/v1/accounts',
    accounts,
    { ofWanted: (one) => one.accountsId, ofItem: (item: AccountItem) => item.accountsId },
    ({ accountsId, name, type, location, tenancyFrom }) => ({
      accountsId,
      name,
      type,
      locationId: locations.get(location) ?? '',
      tenancyFrom,
      tenancyTo: null,
      contacts: [],
      sendToConnect: false,
    }),
  );
