import { randomBytes } from 'node:crypto';
import { readJson, writePrivateJson } from './private-file';

/** The persons of seed.json by their `key`. */
export const keyNames = ['viewer', 'ops', 'approver', 'lead', 'admin'] as const;
export type KeyName = (typeof keyNames)[number];
export type ApiKeys = Record<KeyName, string>;

export interface StackKeys {
  api: ApiKeys;
  /** Of our own Connect sandbox. */
  connect: string;
}

/** This stack's keys: random, made at its first start. */
export function keysOf(file: string): StackKeys {
  const kept = readJson<StackKeys>(file);
  if (kept) return kept;
  const keys: StackKeys = {
    api: Object.fromEntries(keyNames.map((name) => [name, randomKey(name)])) as ApiKeys,
    connect: randomKey('connect'),
  };
  writePrivateJson(file, keys);
  return keys;
}

const randomKey = (name: string): string => `oc_${name}_${randomBytes(24).toString('base64url')}`;
