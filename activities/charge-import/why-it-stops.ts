import { ConservationBroken } from '../../domain/conservation';
import type { Database } from '../../prisma/database';
import { noteStop } from '../../prisma/repositories/import-notes';

/** Runs a step; where it finds rows or pennies missing, everybody who looks at the import sees why it stands still. */
export async function tellingWhyItStops(
  database: Database,
  importId: string,
  step: () => Promise<void>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof ConservationBroken) await noteStop(database, importId, error.message);
    throw error;
  }
  await noteStop(database, importId, null);
}
