import { type HttpClient } from '../../launcher/seed/http-client';

export interface DrivenAccount {
  id: string;
  accountsId: string;
  connectState: string;
  accountCodes: { code: string }[];
}

const lookEveryMs = 50;

export async function locationNamed(anybody: HttpClient, name: string): Promise<string> {
  const found = await anybody.list<{ id: string; name: string }>('/v1/locations');
  const location = found.find((one) => one.name === name);
  if (!location) throw new Error(`there is no Location ${name}`);
  return location.id;
}

/** An Account at London Bridge, unless told otherwise; not sent. */
export async function addAccount(
  ops: HttpClient,
  accountsId: string,
  fields: Record<string, unknown> = {},
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

export async function untilSend(
  anybody: HttpClient,
  id: string,
  ...states: string[]
): Promise<DrivenAccount> {
  for (;;) {
    const found = await anybody.get<DrivenAccount>(`/v1/accounts/${id}`);
    if (states.includes(found.connectState)) return found;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/**
 * So that each row of a made-up call log but the unknown ones has its Account: codes as sending would have given them.
 */
export async function giveCodes(ops: HttpClient): Promise<void> {
  for (const { id, accountsId, accountCodes } of await ops.list<DrivenAccount>('/v1/accounts'))
    if (accountCodes.length === 0) await ops.post(`/v1/accounts/${id}/account-codes`, { code: accountsId });
}
