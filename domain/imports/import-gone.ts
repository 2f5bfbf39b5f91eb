/** The import is not in the database, most likely because an earlier state was restored. Retrying does not help. */
export class ImportGoneError extends Error {
  override readonly name = 'ImportGoneError';
}
