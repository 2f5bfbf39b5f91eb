export type BadFileCode =
  | 'empty-file'
  | 'binary-file'
  | 'encoding-unknown'
  | 'line-endings'
  | 'columns-missing'
  | 'columns-ambiguous'
  | 'row-width'
  | 'no-readable-row';

/**
 * The file as a whole cannot be read; retrying cannot help. The message is for people: what was expected, what was
 * found, and what to do.
 */
export class BadFileError extends Error {
  override readonly name = 'BadFileError';

  constructor(
    readonly code: BadFileCode,
    message: string,
  ) {
    super(message);
  }
}
