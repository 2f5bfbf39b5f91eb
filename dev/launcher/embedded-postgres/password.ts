import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The password of this folder's database, generated at the first start and kept next to the data.
 * @throws Error if there is data but no password.
 */
export function passwordOf(folder: string): string {
  const file = path.join(folder, 'password');
  if (!existsSync(file) && existsSync(path.join(folder, 'data')))
    throw new Error(
      `PostgreSQL: ${file} is missing, and its data needs it. Put it back, or start again with --fresh.`,
    );
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
