const wayOut = (sha256: string): string =>
  `Put the original back into the file store under ${sha256}, then start the import again.`;

/** The file that is kept is not the one that came in. No retry helps until the original is back. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';

  /** @param sha256 Of the file that came in, under which it is kept. @param found What is wrong, as a clause. */
  constructor(sha256: string, found: string) {
    super(`The kept file is damaged: ${found}. Nothing of it is billed. ${wayOut(sha256)}`);
  }
}

/** The file is no longer kept, or its store is not the one it was put into. No retry helps until it is back. */
export class MissingFileError extends Error {
  override readonly name = 'MissingFileError';

  constructor(sha256: string) {
    super(
      `The file is not in the file store: it was removed, or this worker sees another folder. ${wayOut(sha256)}`,
    );
  }
}
