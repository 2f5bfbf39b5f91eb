import { z } from 'zod';
import { fold } from '../../domain/text/fold';

/** yyyy-mm-dd, an existing day of a year that calls could have been made in. */
export const date = z.iso
  .date('A date as yyyy-mm-dd.')
  .refine((day) => day >= '1900-01-01', 'A date from 1900 on.');

/** Exact decimal text, up to 12 digits and 6 decimals. */
export const amount = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'An amount as text, such as "106.3997".');

/** A sum of many amounts: exact decimal text, up to 24 digits and 6 decimals. */
export const sum = z.string().regex(/^-?\d{1,24}(\.\d{1,6})?$/, 'An amount as text, such as "106.3997".');

/** Not negative, exact decimal text, up to 12 digits and 6 decimals. */
export const price = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'An amount as text that is not negative, such as "0.02".');

/** Not negative, exact decimal text. */
export const percent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, 'A percentage as text, such as "20".');

export const text = (most: number) => z.string().trim().min(1, 'Must not be empty.').max(most);

/** Text that something can be seen of, and by which something is found. */
export const seenText = (most: number) =>
  text(most).refine((given) => fold(given) !== '', 'Must have a character that can be seen.');

const maxContactBytes = 32_768;

/** Contacts of an Account: whatever is known of each, all together within 32 kB of JSON. */
export const contacts = z
  .array(z.record(z.string(), z.unknown()))
  .max(100)
  .refine((all) => Buffer.byteLength(JSON.stringify(all)) <= maxContactBytes, {
    error: 'Must be at most 32 kB as JSON, all contacts together.',
  });

export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
};
