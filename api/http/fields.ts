import { z } from 'zod';
import { fold } from '../../domain/text/fold';

/** yyyy-mm-dd, an existing date in a year in which calls could have been made. */
export const date = z.iso
  .date('Must be a date as yyyy-mm-dd.')
  .refine((day) => day >= '1900-01-01', 'Must be a date from 1900 on.')
  .meta({ examples: ['2026-06-01'] });

/** Exact decimal text, up to 12 digits and 6 decimals. */
export const amount = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'Must be an amount as text, such as "106.3997".')
  .meta({ examples: ['106.3997'] });

/** A sum of many amounts: exact decimal text, up to 24 digits and 6 decimals. */
export const sum = z
  .string()
  .regex(/^-?\d{1,24}(\.\d{1,6})?$/, 'Must be an amount as text, such as "106.3997".')
  .meta({ examples: ['106.3997'] });

/** Not negative, exact decimal text, up to 12 digits and 6 decimals. */
export const price = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'Must be an amount as text that is not negative, such as "0.02".')
  .meta({ examples: ['0.02'] });

/** Not negative, exact decimal text. */
export const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'Must be a percentage as text, such as "20".')
  .meta({ examples: ['20'] });

export const text = (max: number) => z.string().trim().min(1, 'Must not be empty.').max(max);

/** Text with something visible in it, by which it can be found. */
export const seenText = (max: number) =>
  text(max).refine((given) => fold(given) !== '', 'Must contain a visible character.');

const maxContactBytes = 32_768;

/** Contacts of an Account: whatever is known about each, 32 kB of JSON in all. */
export const contacts = z
  .array(z.record(z.string(), z.unknown()))
  .max(100)
  .refine((all) => Buffer.byteLength(JSON.stringify(all)) <= maxContactBytes, {
    error: 'Must be at most 32 kB of JSON, all contacts together.',
  });

export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^[\w-]+$/, 'Use `next` from the previous page.')
    .optional(),
};

/** In lower case. */
export const emailAddress = z
  .email('Must be an e-mail address, such as olga@example.org.')
  .max(254)
  .toLowerCase();
