const wayOut = (sha256: string): string =>
  `Put the original back into the file store under ${sha256}, then start the import again.`;

/** The stored file is not the one received. Retrying does not help until the original is back. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';

  /** @param sha256 Of the file received, under which it is stored. @param found What is wrong, as a clause. */
  constructor(sha256: string, found: string) {
    super(`The stored file is damaged: ${found}. None of it is billed. ${wayOut(sha256)}`);
  }
}

/** The file is no longer stored, or this is not the store it was put into. Retrying does not help until it is back. */
export class MissingFileError extends Error {
  override readonly name = 'MissingFileError';

  constructor(sha256: string) {
    super(
      `The file is not in the file store: it was removed, or this worker uses a different folder or bucket. ` +
        wayOut(sha256),
    );
  }
}
