/**
 * Rows or pennies are missing, or there are too many. No retry helps: workflows know it by its name, and stand still
 * until somebody has mended it.
 */
export class ConservationBroken extends Error {
  override readonly name = 'ConservationBroken';
}
