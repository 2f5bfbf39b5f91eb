/** What PostgreSQL stores in no text: NUL, and half a surrogate pair, which is no text at all. */
export const unstorable = /[\0\p{Surrogate}]/u;
