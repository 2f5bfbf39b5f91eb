import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in 43 characters of base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Secrets are long and random: a plain hash protects those that are stored. */
export const sha256 = (secret: string): string => createHash('sha256').update(secret).digest('hex');
