import type { Role } from '../../../domain/people/roles';
import { type Schema } from '../../../clients/typescript/src/by-path';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type KeyName } from '../stack/keys';

/** dev/samples/seed.json */
export interface Seed {
  locations: SeedLocation[];
  productGroups: { name: string; products: SeedProduct[] }[];
  accounts: SeedAccount[];
  persons: SeedPerson[];
}

export interface SeedPerson {
  /** Of their API key in stack.json, and their subject at the local issuer. */
  key: KeyName;
  name: string;
  roles: Role[];
}

export interface SeedLocation {
  name: string;
  timeZone: string;
  currency: string;
  connectSiteId: string;
  callLogger: boolean;
}

export interface SeedProduct {
  name: string;
  taxPercent: string;
  markup: { percent: string } | null;
  canBeZero: boolean;
}

export interface SeedAccount {
  accountsId: string;
  name: string;
  type: string;
  /** Name of a Location. */
  location: string;
  tenancyFrom: string;
  sent: boolean;
}

/** An entry of dev/samples/import-types.json: a name, and with it the definition. */
export type SeedImportType = { name: string } & Schema<'ImportTypeDefinition'>;

export const readSeed = (root: string): Seed => readSample(root, 'seed.json') as Seed;

export const readImportTypes = (root: string): SeedImportType[] =>
  readSample(root, 'import-types.json') as SeedImportType[];

function readSample(root: string, name: string): unknown {
  return JSON.parse(readFileSync(path.join(root, 'dev', 'samples', name), 'utf8'));
}
