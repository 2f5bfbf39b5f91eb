import { hash } from 'node:crypto';
import type { ReadRow } from '../../../domain/imports/read-row';
import { usableRecordId } from '../../../domain/imports/same-call';

const between = '\u001f';
const bytesKept = 16;

/**
 * The key by which two lines of a file are twins, and under which a call is claimed: the start, with the record id if
 * the log has one that distinguishes records, otherwise with extension, number and duration. Not the amount and not the
 * code. Claims keep it for years: the output of an existing form never changes. Seconds have six decimals.
 * Forms: 1, `id` and the record id alone, from before an id counted only together with the start; 2, `id2`, record id
 * and start. Calls without an id have had the same form from the beginning. Whether two calls are the same is decided
 * by the contents of their rows (domain/same-call).
 * @returns 16 bytes, each as the character of its number; null for a line that is not a call.
 */
export function fingerprintOf({
  recordId,
  startedAt,
  extension,
  number,
  durationSeconds,
}: Pick<ReadRow, 'recordId' | 'startedAt' | 'extension' | 'number' | 'durationSeconds'>): string | null {
  if (startedAt === null) return null;
  const seconds = startedAt / 1000;
  const started = Number.isInteger(seconds) ? `${seconds}.000000` : seconds.toFixed(6);
  const id = recordId === null ? null : usableRecordId(recordId);
  if (id !== null) return shortHash(`id2${between}${id}${between}${started}`);
  if (durationSeconds === null) return null;
  return shortHash(
    `${started}${between}${extension ?? ''}${between}${number ?? ''}${between}${durationSeconds}`,
  );
}

const shortHash = (text: string): string => hash('sha256', text, 'binary').slice(0, bytesKept);

/** As PostgreSQL's `encode` and `decode` have it. */
export const fingerprintHex = (fingerprint: string): string =>
  Buffer.from(fingerprint, 'latin1').toString('hex');
