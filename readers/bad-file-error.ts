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
 * The file as a whole cannot be read; trying again cannot help.
 * The message is for people: what was looked for, what was found, and the way out.
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
