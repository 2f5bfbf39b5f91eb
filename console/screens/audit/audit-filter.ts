import { endOfDay, startOfDay } from '../../ui/local-days';

/** The filters as the address has them: days, of which both are included. */
export interface AuditSearch {
  person?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  outcome?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  location?: string | undefined;
}

export interface AuditFilter {
  person?: string;
  action?: string;
  subject?: string;
  outcome?: 'done' | 'refused';
  from?: string;
  to?: string;
  locationId?: string;
}

/** The same as the API takes them: from one instant until before another. What it does not take, it says. */
export function filterOf({ from, to, location, outcome, ...same }: AuditSearch): AuditFilter {
  const filter = {
    ...same,
    outcome: outcome as AuditFilter['outcome'],
    from: from && startOfDay(from),
    to: to && endOfDay(to),
    locationId: location,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
}
