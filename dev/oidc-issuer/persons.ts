import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../config/project-root';

export interface IssuerPerson {
  /** Their subject: the key of the seed. */
  key: string;
  name: string;
  roles: string[];
}

/** The persons of dev/samples/seed.json. */
export function readPersons(): IssuerPerson[] {
  const file = path.join(projectRoot(), 'dev', 'samples', 'seed.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { persons: IssuerPerson[] }).persons;
}
