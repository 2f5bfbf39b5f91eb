import { migrate } from './migrate/migrate';
import { migrationFiles, migrationsFolder } from './migrate/migration-files';

/** `npm run db:migrate`: MIGRATION_DATABASE_URL (the owner of the tables) or DATABASE_URL. */
async function main(): Promise<void> {
  const url = process.env.MIGRATION_DATABASE_URL ?? process.env.DATABASE_URL;
  if (!url) throw new Error('Set MIGRATION_DATABASE_URL or DATABASE_URL to the database to migrate.');
  const applied = await migrate(url);
  for (const name of applied) console.log(`Applied ${name}`);
  if (applied.length > 0) return;
  const known = migrationFiles(migrationsFolder()).length;
  console.log(
    known > 0
      ? `Nothing to apply: all ${known} migrations have been applied.`
      : 'There are no migrations yet.',
  );
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
