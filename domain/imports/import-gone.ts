/** The import is not in the database, which was restored to an earlier state, most likely: no retry helps. */
export class ImportGoneError extends Error {
  override readonly name = 'ImportGoneError';
}
