import { projectRoot } from '../../config/project-root';
import { diffSchema } from './new-migration/diff-schema';
import { scratchDatabase } from './new-migration/scratch-database';
import { readSchemas, writeMigration } from './new-migration/migration-folder';

/** `npm run db:new-migration <name>`: writes the SQL that leads from the committed migrations to schema.prisma. */
async function main(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z0-9_]+$/.test(name))
    throw new Error(
      'Name the migration in lower-case letters, digits and _: npm run db:new-migration add_locations',
    );
  const root = projectRoot();
  const schemas = readSchemas(root);
  const database = await scratchDatabase(root);
  try {
    const sql = await diffSchema(schemas, database.url);
    console.log(`Wrote ${writeMigration(root, name, sql, schemas.current)}`);
  } finally {
    await database.stop();
  }
}

main(process.argv[2]).then(
  () => process.exit(0), // the engine keeps its connections open
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
