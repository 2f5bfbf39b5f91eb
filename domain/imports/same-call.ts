import { fold } from '../text/fold';

/** What a call is told by, as a file gives it. */
export interface Call {
  /** Instant, in any form that is equal for equal instants. */
  start: string;
  number: string | null;
  extension: string | null;
  durationSeconds: number | null;
  /** The call log's own. */
  recordId: string | null;
}

/** `exact`: nothing that tells a call is different. `changed`: the same call, of which something else is said. */
export type Sameness = 'exact' | 'changed';

const digitsCompared = 8;
const inPowersOfTen = /^[+-]?\d([.,]\d+)?e\+?\d+$/i;
const placeholder = /^(0+|null|none|nil|n\/?a|unknown|[-.?*#]+)$/i;

/**
 * The form in which numbers are compared: the last eight digits, so that +44 20…, 0044 20… and (020) … are one;
 * leading zeros, which spreadsheets drop, left out; a number without digits ("Withheld") as text. Null where it is
 * not known: blank, or mangled by a spreadsheet (4.42079E+11).
 */
export function comparedNumber(number: string | null): string | null {
  const text = number?.trim() ?? '';
  if (text === '' || inPowersOfTen.test(text)) return null;
  const digits = (/^[^@;]*/.exec(fold(text))?.[0] ?? '').replace(/\D/g, '');
  return digits === '' ? fold(text) : digits.replace(/^0+(?=\d)/, '').slice(-digitsCompared);
}

/** The form in which extensions are compared: without case and leading zeros; null where it is not known. */
export function comparedExtension(extension: string | null): string | null {
  const text = fold(extension ?? '').replace(/^0+(?=.)/, '');
  return text === '' ? null : text;
}

/**
 * The record id, where it tells one record from another: no placeholder, and none that a spreadsheet has mangled.
 * Null where it does not.
 */
export function usableRecordId(recordId: string | null): string | null {
  const text = recordId?.trim() ?? '';
  return text === '' || placeholder.test(text) || inPowersOfTen.test(text) ? null : text;
}

/** A call in the forms that are compared. */
export interface Compared {
  number: string | null;
  extension: string | null;
  duration: number | null;
  recordId: string | null;
  /** As it stands in the file. */
  raw: string;
}

export const compared = ({ number, extension, durationSeconds, recordId }: Call): Compared => ({
  number: comparedNumber(number),
  extension: comparedExtension(extension),
  duration: durationSeconds,
  recordId: usableRecordId(recordId),
  raw: `${extension ?? ''}\u001f${number ?? ''}\u001f${durationSeconds}`,
});

/**
 * Of two calls with the same start: whether they are one record of the log; where one of them has no id, what else it
 * says tells.
 */
const isOneRecord = (one: Compared, other: Compared): boolean =>
  one.recordId !== null && other.recordId !== null ? one.recordId === other.recordId : one.raw === other.raw;

/** Of two calls with the same start: whether they are one, whatever else is said of it. */
export function isLike(one: Compared, other: Compared): boolean {
  if (isOneRecord(one, other)) return true;
  if (one.number !== null && other.number !== null)
    return (
      one.number === other.number &&
      (one.extension === null || other.extension === null || one.extension === other.extension)
    );
  return one.extension !== null && one.extension === other.extension && isSameDuration(one, other);
}

const isSameDuration = (one: Compared, other: Compared): boolean =>
  one.duration !== null && one.duration === other.duration;

/**
 * Of two calls that begin at different times: whether they are one record of the log, of which another start is said.
 */
export function isSameRecord(one: Call, other: Call): boolean {
  const [a, b] = [compared(one), compared(other)];
  return (
    one.start !== other.start &&
    a.recordId !== null &&
    a.recordId === b.recordId &&
    a.number === b.number &&
    (a.number !== null || one.number === other.number) &&
    a.extension === b.extension &&
    isSameDuration(a, b)
  );
}

export const callFields = ['start', 'number', 'extension', 'duration', 'amount', 'recordId'] as const;
export type CallField = (typeof callFields)[number];

/** In what two rows of the same call differ, as their files give them. @param amounts That they are charged by. */
export function differencesOf(one: Call, other: Call, amounts: [string | null, string | null]): CallField[] {
  const differ: Record<CallField, boolean> = {
    start: one.start !== other.start,
    number: one.number !== other.number,
    extension: one.extension !== other.extension,
    duration: one.durationSeconds !== other.durationSeconds,
    amount: !isSameAmount(...amounts),
    recordId: differsKnown(usableRecordId(one.recordId), usableRecordId(other.recordId)),
  };
  return callFields.filter((field) => differ[field]);
}

const differsKnown = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other;

const isSameAmount = (one: string | null, other: string | null): boolean =>
  one === other || (one !== null && other !== null && withoutIdleZeros(one) === withoutIdleZeros(other));
const withoutIdleZeros = (amount: string): string =>
  amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;

/**
 * Whether a pair is told as exact: an equal record id does not make a call exact of which something else is said,
 * beyond the notation of what stands in the record.
 */
export function samenessOf(one: Call, other: Call): Sameness {
  const [a, b] = [compared(one), compared(other)];
  const isOne = one.start === other.start && isOneRecord(a, b) && a.duration === b.duration;
  return isOne && a.number === b.number && a.extension === b.extension ? 'exact' : 'changed';
}
