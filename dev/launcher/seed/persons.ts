import { Pool } from 'pg';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { type ApiKeys } from '../stack/keys';
import { type Seed } from './seed-files';

/**
 * The persons of the seed with this stack's keys, and the e-mails that its issuer has of them: the only data not added
 * over the API, which requires a key.
 */
export async function seedPersons(database: string, { persons }: Seed, keys: ApiKeys): Promise<void> {
  const pool = new Pool({ connectionString: database, max: 1 });
  try {
    for (const { name, roles, key } of persons)
      await registerPerson(pool, {
        name,
        kind: 'human',
        roles,
        key: keys[key],
        email: `${key}@example.test`,
      });
  } finally {
    await pool.end();
  }
}
