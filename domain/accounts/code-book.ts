/** An account code as assigned at a Location. Dates are local, yyyy-mm-dd. */
export interface HeldCode {
  /** Folded. */
  codeKey: string;
  accountId: string;
  /** Half-open: valid from the first date, no longer valid on the last; null is open. */
  effectiveFrom: string | null;
  effectiveTo: string | null;
  /** First and last day of the Account's tenancy, inclusive; null is open. */
  tenancyFrom: string | null;
  tenancyTo: string | null;
}

/** The Account that a call belongs to, by folded code and the call's local date; null if none. */
export type CodeBook = (codeKey: string | null, localDate: string | null) => string | null;

/** The rule by which rows find their Account. If there is none, the database says why: it knows the other Locations. */
export function codeBook(codes: HeldCode[]): CodeBook {
  const held = new Map<string, HeldCode[]>();
  for (const code of codes) {
    const same = held.get(code.codeKey);
    if (same) same.push(code);
    else held.set(code.codeKey, [code]);
  }
  return (codeKey, localDate) => {
    if (codeKey === null || localDate === null) return null;
    const good = held.get(codeKey)?.find((code) => isGoodOn(code, localDate));
    return good && isTenantOn(good, localDate) ? good.accountId : null;
  };
}

const isTenantOn = ({ tenancyFrom, tenancyTo }: HeldCode, date: string): boolean =>
  (tenancyFrom === null || tenancyFrom <= date) && (tenancyTo === null || date <= tenancyTo);

const isGoodOn = ({ effectiveFrom, effectiveTo }: HeldCode, date: string): boolean =>
  (effectiveFrom === null || effectiveFrom <= date) && (effectiveTo === null || date < effectiveTo);
