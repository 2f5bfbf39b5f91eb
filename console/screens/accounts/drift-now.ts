import { clientType } from '../../../domain/sends/client';
import { type Drift, driftOf } from '../../../domain/sends/look-up';
import type { Schema } from '../../../clients/typescript/src';

/** What differs between the Account as it is now, which may not be as it was sent, and its client. */
export function driftNow(
  { name, type, accountsId }: Schema<'Account'>,
  { connectSiteId }: Schema<'Location'>,
  client: Schema<'ConnectClient'>,
): Drift[] {
  const asSent = { name, type: clientType(type), billingReference: accountsId, siteId: connectSiteId ?? '–' };
  return driftOf({ ...client, ...asSent }, client);
}
