/** Rows or pennies are missing, or there are too many: the import stops and says so until somebody has looked. */
export class ConservationBroken extends Error {
  override readonly name = 'ConservationBroken';
}
