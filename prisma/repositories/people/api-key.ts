import { createHash, randomBytes } from 'node:crypto';

const bytes = 32;

/** A new key: 256 random bits. */
export const newKey = (): string => `oc_${randomBytes(bytes).toString('base64url')}`;

/** Keys are random and long, so a plain hash protects them; the key itself is never stored. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');
