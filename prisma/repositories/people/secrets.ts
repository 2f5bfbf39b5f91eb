import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in 43 characters of base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A new API key. */
export const newKey = (): string => `oc_${newSecret()}`;

/** Secrets are random and long, so a plain hash protects those that are stored; they themselves never are. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
