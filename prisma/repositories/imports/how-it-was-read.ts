import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';
import type { ReadCheckpoint } from '../../../domain/imports/read-row';
import type { Database } from '../../client/database';

export interface HowItWasRead {
  definition: ImportTypeDefinition;
  /** Null before anything of the file is read. */
  checkpoint: Pick<ReadCheckpoint, 'columns' | 'encoding' | 'width'> | null;
}

export async function howItWasRead(database: Database, importId: string): Promise<HowItWasRead> {
  const [found] = await database.query<HowItWasRead>(
    `SELECT t.definition, CASE WHEN i.read_checkpoint IS NOT NULL THEN jsonb_build_object(
       'columns', i.read_checkpoint -> 'columns', 'encoding', i.read_checkpoint -> 'encoding',
       'width', i.read_checkpoint -> 'width') END AS checkpoint
     FROM charge_import i JOIN import_type t ON t.id = i.import_type_id WHERE i.id = $1`,
    [importId],
  );
  if (!found) throw new Error(`import ${importId} is gone`);
  return found;
}
