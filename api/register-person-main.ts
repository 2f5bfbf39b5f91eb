import os from 'node:os';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { roles } from '../domain/people/roles';
import { newKey } from '../prisma/repositories/people/secrets';
import { emailAddress } from './http/fields';
import { registerPerson, revokeKeys } from '../prisma/repositories/people/persons';

const USAGE = `npm run person -- --name "Ada Field" --roles admin [--email ada@example.org] [--machine]
npm run person -- --name "Ada Field" --revoke

Creates a person who may act at all Locations, or adds roles to an existing one, and prints a new key for them, once.
With --email, they can sign in: by that address at first, then by the account at the issuer that it led to.
With --revoke, revokes all of their keys.
Roles: ${roles.join(', ')}; several are joined by commas. DATABASE_URL names the database.`;

const options = {
  name: { type: 'string' },
  roles: { type: 'string' },
  email: { type: 'string' },
  machine: { type: 'boolean', default: false },
  revoke: { type: 'boolean', default: false },
} as const;

/**
 * For the first persons of an installation: nobody has a key yet with which to add them over the API. Also for revoking
 * keys.
 */
async function main(): Promise<void> {
  const { name: called = '', roles: listed = '', machine, revoke, email } = parseArgs({ options }).values;
  const name = called.trim();
  const held = roles.filter((role) => listed.split(',').includes(role));
  const rolesFit = held.length > 0 && held.length === listed.split(',').length;
  const fits = revoke ? listed === '' && !machine && email === undefined : rolesFit;
  if (name === '' || !fits) throw new Error(USAGE);
  const address = email === undefined ? {} : { email: readAddress(email, machine) };
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('Set DATABASE_URL to the database.');
  const origin = { credential: `command-line:${os.userInfo().username}` };
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    if (revoke) {
      process.stdout.write(`Keys revoked: ${await revokeKeys(pool, name, origin)}\n`);
      return;
    }
    const key = newKey();
    const kind = machine ? 'machine' : 'human';
    await registerPerson(pool, { name, kind, roles: held, key, ...address, origin }).catch(inWords);
    process.stdout.write(`${key}\n`);
  } finally {
    await pool.end();
  }
}

function readAddress(text: string, isMachine: boolean): string {
  if (isMachine) throw new Error('A machine has no e-mail address: it does not sign in.');
  const { data } = emailAddress.safeParse(text);
  if (data === undefined) throw new Error('--email must be an e-mail address, such as ada@example.org.');
  return data;
}

function inWords(error: Error & { constraint?: string }): never {
  if (error.constraint !== 'person_email_key') throw error;
  throw new Error('Somebody else has this e-mail address already.', { cause: error });
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
