/** An account code as it is held at a Location. Dates are local, yyyy-mm-dd. */
export interface HeldCode {
  /** Folded. */
  codeKey: string;
  accountId: string;
  /** Half-open: good from the first, no longer on the last; null is open. */
  effectiveFrom: string | null;
  effectiveTo: string | null;
  /** The first and the last day of the Account's tenancy, which belong to it; null is open. */
  tenancyFrom: string | null;
  tenancyTo: string | null;
}

/** Whose call it is, by a folded code and the call's local date; null where it is nobody's. */
export type CodeBook = (codeKey: string | null, localDate: string | null) => string | null;

/** The rule by which rows find their Account. Why one finds none, the database tells: it knows the other Locations. */
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
