import { type Pool } from 'pg';

export interface NewPerson {
  name: string;
  kind: 'human';
  roles: string[];
  /** The API key itself; only its sha-256 is stored. */
  key: string;
}

/** Makes the person known with these roles and this key; idempotent by name. */
export function registerPerson(_pool: Pool, person: NewPerson): Promise<void> {
  return Promise.reject(new Error(`Persons cannot be stored yet: ${person.name}`));
}
