/**
 * Rows or pennies are missing, or there are too many. Retrying does not help: workflows recognise the error by its
 * name, and stop until somebody has repaired the cause.
 */
export class ConservationBroken extends Error {
  override readonly name = 'ConservationBroken';
}
