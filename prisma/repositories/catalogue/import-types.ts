import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';
import type { Database } from '../../client/database';
import { recordAudit } from '../people/audit';
import { type Creation, unkeyed } from '../work/keyed-requests';

export interface SavedImportType {
  id: string;
  name: string;
  version: number;
}

/** A new Import Type, or the next version of one: imports remember the version that read them. @returns its id. */
export const saveImportType = (
  database: Database,
  name: string,
  definition: ImportTypeDefinition,
  personId: string | null,
  creation: Creation = unkeyed,
): Promise<string> =>
  database.transaction((tx) =>
    creation(tx, async () => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('import type ' || $1::text, 0))`, [name]);
      const [saved] = await tx.query<Omit<SavedImportType, 'name'>>(
        `INSERT INTO import_type (name, version, definition)
         SELECT $1, 1 + coalesce(max(version), 0), $2 FROM import_type WHERE name = $1 RETURNING id, version`,
        [name, JSON.stringify(definition)],
      );
      if (!saved) throw new Error('nothing was saved');
      await recordAudit(tx, {
        personId,
        action: 'import-type.saved',
        subject: `import-type:${saved.id}`,
        before: saved.version > 1 ? { version: saved.version - 1 } : null,
        after: { name, version: saved.version },
      });
      return saved.id;
    }),
  );

export async function findSavedImportType(database: Database, id: string): Promise<SavedImportType> {
  const [found] = await database.query<SavedImportType>(
    'SELECT id, name, version FROM import_type WHERE id = $1',
    [id],
  );
  if (!found) throw new Error(`import type ${id} is not in the database`);
  return found;
}

export interface ListedImportType extends SavedImportType {
  definition: ImportTypeDefinition;
  createdAt: Date;
}

/** One version of one; null if there is none. */
export async function findImportType(database: Database, id: string): Promise<ListedImportType | null> {
  const [found] = await database.query<ListedImportType>(
    `SELECT id, name, version, definition, created_at AS "createdAt" FROM import_type WHERE id = $1`,
    [id],
  );
  return found ?? null;
}

/** The latest version of each Import Type, by name; all of them, or a page. */
export const currentImportTypes = (
  database: Database,
  { after, limit }: { after: string | null; limit: number | null } = { after: null, limit: null },
): Promise<ListedImportType[]> =>
  database.query<ListedImportType>(
    `SELECT DISTINCT ON (name) id, name, version, definition, created_at AS "createdAt" FROM import_type
     WHERE $1::text IS NULL OR name > $1 ORDER BY name, version DESC LIMIT $2`,
    [after, limit],
  );
