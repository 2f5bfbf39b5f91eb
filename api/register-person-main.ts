import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { roles } from '../domain/people/roles';
import { newKey } from '../prisma/repositories/people/secrets';
import { registerPerson, revokeKeys } from '../prisma/repositories/people/persons';

const USAGE = `npm run person -- --name "Ada Field" --roles admin [--machine]
npm run person -- --name "Ada Field" --revoke

Creates a person who may act at all Locations, or adds roles to an existing one, and prints a new key for them, once.
With --revoke, revokes all of their keys.
Roles: ${roles.join(', ')}; several are joined by commas. DATABASE_URL names the database.`;

const options = {
  name: { type: 'string' },
  roles: { type: 'string' },
  machine: { type: 'boolean', default: false },
  revoke: { type: 'boolean', default: false },
} as const;

/**
 * For the first persons of an installation: nobody has a key yet with which to add them over the API. Also for revoking
 * keys.
 */
async function main(): Promise<void> {
  const { name, roles: listed = '', machine, revoke } = parseArgs({ options }).values;
  const held = roles.filter((role) => listed.split(',').includes(role));
  const url = process.env.DATABASE_URL;
  const rolesFit = held.length > 0 && held.length === listed.split(',').length;
  const fits = revoke ? listed === '' && !machine : rolesFit;
  if (!name?.trim() || !fits) throw new Error(USAGE);
  if (!url) throw new Error('Set DATABASE_URL to the database.');
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    if (revoke) {
      process.stdout.write(`Keys revoked: ${await revokeKeys(pool, name.trim())}\n`);
      return;
    }
    const key = newKey();
    await registerPerson(pool, { name: name.trim(), kind: machine ? 'machine' : 'human', roles: held, key });
    process.stdout.write(`${key}\n`);
  } finally {
    await pool.end();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
