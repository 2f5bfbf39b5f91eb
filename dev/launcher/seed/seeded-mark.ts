import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Seed, type SeedImportType } from './seed-files';

/**
 * Remembers which seed a database was given, so that a later start does not restore what a person has since renamed.
 */
export interface SeededMark {
  matches(): boolean;
  write(): void;
}

export function seededMark(
  file: string,
  seed: Seed,
  importTypes: SeedImportType[],
  places: string[],
): SeededMark {
  const mark = createHash('sha256')
    .update(JSON.stringify([seed, importTypes, places]))
    .digest('hex');
  return {
    matches: () => existsSync(file) && readFileSync(file, 'utf8') === mark,
    write: () => writeFileSync(file, mark),
  };
}
