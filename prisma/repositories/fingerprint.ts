import { hash } from 'node:crypto';
import type { ReadRow } from '../../domain/read-row';

const between = '\u001f';
const bytesKept = 16;

/**
 * What makes two lines the same call: start, extension, number and duration, or the record id where the log has one.
 * Not the amount and not the code, so that a call that was rated again is caught too. Claims keep it for years: it never
 * changes. Seconds are told with six decimals.
 * @returns 16 bytes as hex; null for a line that is no call.
 */
export function fingerprintOf({
  recordId,
  startedAt,
  extension,
  number,
  durationSeconds,
}: ReadRow): string | null {
  if (recordId !== null) return shortHash(`id${between}${recordId}`);
  if (startedAt === null || durationSeconds === null) return null;
  const seconds = Date.parse(startedAt) / 1000;
  const started = Number.isInteger(seconds) ? `${seconds}.000000` : seconds.toFixed(6);
  return shortHash(
    `${started}${between}${extension ?? ''}${between}${number ?? ''}${between}${durationSeconds}`,
  );
}

const shortHash = (text: string): string => hash('sha256', text, 'hex').slice(0, bytesKept * 2);
