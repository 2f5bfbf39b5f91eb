/** JSON that PostgreSQL accepts: text from a file may have been cut in the middle of a surrogate pair. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'string' ? held.replace(/\p{Surrogate}/gu, '\ufffd') : held,
  );
