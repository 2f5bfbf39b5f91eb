import { type Schema } from '../../../clients/typescript/src/by-path';
import { type ApiClient } from '../../launcher/seed/http-client';

export type DrivenAccount = Schema<'Account'>;

const lookEveryMs = 50;

export async function locationNamed(anybody: ApiClient, name: string): Promise<string> {
  const found = await anybody.list('/v1/locations');
  const location = found.find((one) => one.name === name);
  if (!location) throw new Error(`there is no Location named ${name}`);
  return location.id;
}

/** An Account, at London Bridge by default; not sent. */
export async function addAccount(
  ops: ApiClient,
  accountsId: string,
  fields: Partial<Schema<'NewAccount'>> = {},
): Promise<DrivenAccount> {
  const locationId = await locationNamed(ops, 'London Bridge');
  return ops.post('/v1/accounts', {
    accountsId,
    name: `Tenant ${accountsId}`,
    type: 'Residential',
    locationId,
    ...fields,
  });
}

export async function untilSend(anybody: ApiClient, id: string, ...states: string[]): Promise<DrivenAccount> {
  for (;;) {
    const found = await anybody.get(`/v1/accounts/${id}`);
    if (states.includes(found.connectState)) return found;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/**
 * So that each row of a generated call log, except the unknown ones, has its Account: codes as sending would have added
 * them.
 */
export async function giveCodes(ops: ApiClient): Promise<void> {
  for (const { id, accountsId, accountCodes } of await ops.list('/v1/accounts'))
    if (accountCodes.length === 0) await ops.post(`/v1/accounts/${id}/account-codes`, { code: accountsId });
}
