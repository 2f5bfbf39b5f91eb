import { Temporal } from 'temporal-polyfill';
import { clientType, type NewClient } from './client';

/** One calendar year later in the Location's local time; 29 February becomes 28 February. Both instants in UTC. */
export function oneYearLater(start: Date, timeZone: string): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO(timeZone);
  return new Date(zoned.add({ years: 1 }).epochMilliseconds);
}

export interface TermsOf {
  account: { name: string; type: string; accountsId: string };
  location: { timeZone: string; connectSiteId: string };
  /** When the button was pressed: recorded once, never "now" in a retry. */
  pressedAt: Date;
}

/** The client that Connect is asked to create for an Account. Contacts, services and rooms are not passed on. */
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
