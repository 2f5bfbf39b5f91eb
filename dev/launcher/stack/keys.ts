import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJson, writePrivateJson } from './private-file';

const key = z.string().min(1);

/** Of the persons of seed.json, by their `key`. */
export const apiKeys = z.object({ viewer: key, ops: key, approver: key, lead: key, admin: key });
export type ApiKeys = z.infer<typeof apiKeys>;
export type KeyName = keyof ApiKeys;

const stackKeys = z.object({
  api: apiKeys,
  /** Of our own Connect sandbox. */
  connect: key,
});
export type StackKeys = z.infer<typeof stackKeys>;

/** This stack's keys: random, generated at its first start, and again if they cannot be read. */
export function keysOf(file: string): StackKeys {
  const kept = readJson(file, stackKeys);
  if (kept) return kept;
  const api = { viewer: '', ops: '', approver: '', lead: '', admin: '' };
  for (const name of Object.keys(api) as KeyName[]) api[name] = randomKey(name);
  const keys: StackKeys = { api, connect: randomKey('connect') };
  writePrivateJson(file, keys);
  return keys;
}

const randomKey = (name: string): string => `oc_${name}_${randomBytes(24).toString('base64url')}`;
