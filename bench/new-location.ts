import { addAccount } from '../dev/tools/drive/accounts';
import type { OwnStack } from '../dev/tools/drive/own-stack';

const accounts = 8;

/**
 * A Location of its own, with Accounts, so that no call of another one is the same.
 * @returns their codes.
 */
export async function newLocation({ as }: OwnStack, name: string): Promise<string[]> {
  const location = { name, timeZone: 'Europe/London', currency: 'GBP', callLogger: true };
  const { id: locationId } = await as.admin.post('/v1/locations', location);
  const codes = Array.from({ length: accounts }, (_, at) => `${name.toUpperCase().replace(' ', '-')}-${at}`);
  for (const code of codes) {
    const { id } = await addAccount(as.ops, code, { locationId });
    await as.ops.post(`/v1/accounts/${id}/account-codes`, { code });
  }
  return codes;
}
