import { Temporal } from 'temporal-polyfill';
import type { ClientType, NewClient } from './client';

/** `Virtual` stays Virtual; Residential and every type of the operator's own become Residential. */
export function clientType(accountType: string): ClientType {
  return accountType === 'Virtual' ? 'Virtual' : 'Residential';
}

/** One calendar year later on the Location's wall clock; 29 February becomes 28 February. Both instants in UTC. */
export function oneYearLater(start: Date, timeZone: string): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(zoned.add({ years: 1 }).epochMilliseconds);
}

export interface TermsOf {
  account: { name: string; type: string; accountsId: string };
  location: { timeZone: string; connectSiteId: string };
  /** When the button was pushed: recorded once, never "now" in a retry. */
  pressedAt: Date;
}

/** What Connect is asked to make of an Account. Contacts, services and rooms are not passed. */
export function clientTerms({ account, location, pressedAt }: TermsOf): NewClient {
  return {
    name: account.name,
    type: clientType(account.type),
    siteId: location.connectSiteId,
    startDate: pressedAt.toISOString(),
    endDate: oneYearLater(pressedAt, location.timeZone).toISOString(),
    billingReference: account.accountsId,
  };
}
