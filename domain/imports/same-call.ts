import { fold } from '../text/fold';

/** What identifies a call, as a file gives it. */
export interface Call {
  /** Instant, in any form in which equal instants are equal. */
  start: string;
  number: string | null;
  extension: string | null;
  durationSeconds: number | null;
  /** The call log's own id. */
  recordId: string | null;
}

/** `exact`: nothing that identifies the call differs. `changed`: the same call, with something else said about it. */
export type Sameness = 'exact' | 'changed';

const digitsCompared = 8;
const inPowersOfTen = /^[+-]?\d([.,]\d+)?e\+?\d+$/i;
const placeholder = /^(0+|null|none|nil|n\/?a|unknown|[-.?*#]+)$/i;

/**
 * The form in which numbers are compared: the last eight digits, so that +44 20…, 0044 20… and (020) … are equal;
 * leading zeros, which spreadsheets drop, are left out; a number without digits ("Withheld") as text. Null if it is not
 * known: blank, or mangled by a spreadsheet (4.42079E+11).
 */
export function comparedNumber(number: string | null): string | null {
  const text = number?.trim() ?? '';
  if (text === '' || inPowersOfTen.test(text)) return null;
  const digits = (/^[^@;]*/.exec(fold(text))?.[0] ?? '').replace(/\D/g, '');
  return digits === '' ? fold(text) : digits.replace(/^0+(?=\d)/, '').slice(-digitsCompared);
}

/** The form in which extensions are compared: without case and leading zeros; null if not known. */
export function comparedExtension(extension: string | null): string | null {
  const text = fold(extension ?? '').replace(/^0+(?=.)/, '');
  return text === '' ? null : text;
}

/** The record id, if it identifies a record: not a placeholder, and not mangled by a spreadsheet. Otherwise null. */
export function usableRecordId(recordId: string | null): string | null {
  const text = recordId?.trim() ?? '';
  return text === '' || placeholder.test(text) || inPowersOfTen.test(text) ? null : text;
}

/** A call in its compared forms. */
export interface Compared {
  number: string | null;
  extension: string | null;
  duration: number | null;
  recordId: string | null;
  /** As in the file. */
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
 * Whether two calls with the same start are one record of the log; if one of them has no id, the other fields decide.
 */
const isOneRecord = (one: Compared, other: Compared): boolean =>
  one.recordId !== null && other.recordId !== null ? one.recordId === other.recordId : one.raw === other.raw;

/** Whether and how two calls with the same start are the same call, whatever else the files say about it. */
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

/** Whether two calls with different starts are one record of the log, with a corrected start. */
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

/**
 * Fields in which two rows of the same call differ, as their files give them. @param amounts The amounts they are
 * charged by.
 */
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
 * Whether a pair counts as exact: an equal record id does not make it exact if other fields differ in more than the
 * notation of the record.
 */
export function samenessOf(one: Call, other: Call): Sameness {
  const [a, b] = [compared(one), compared(other)];
  const isOne = one.start === other.start && isOneRecord(a, b) && a.duration === b.duration;
  return isOne && a.number === b.number && a.extension === b.extension ? 'exact' : 'changed';
}
