import { createHash } from 'node:crypto';
import { instant } from '../../client/instant';

/** The hash before the first one. */
export const beginning = Buffer.alloc(32);
/** Number of the form in which events are written down below. Another form needs another number, and both stay. */
const form = 1;

/** The columns of an event that are sealed, as SQL texts, in the order in which they are written down. */
const sealedColumns = [
  'e.id',
  instant('e.at'),
  'e.person_id',
  'e.action',
  'e.subject',
  'e.detail',
  'e.outcome',
  'e.reason',
  'e.location_id',
  'e.address',
  'e.request_id',
  'e.credential',
  'e.workflow_id',
  'e.before',
  'e.after',
];

/** SQL for an event `e` as it is sealed: an array of texts. */
export const sealedFields = `ARRAY[${sealedColumns.map((column) => `(${column})::text`).join(', ')}]`;

/**
 * SHA-256 over the hash before it and the event: a JSON array of the form, the number and the event's columns as
 * PostgreSQL writes them as text, with times in UTC to the microsecond.
 */
export const sealHash = (previous: Buffer, number: string, fields: (string | null)[]): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(JSON.stringify([form, number, ...fields]))
    .digest();
