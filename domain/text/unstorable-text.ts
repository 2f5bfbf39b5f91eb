/** Characters that PostgreSQL cannot store in text: NUL, and half of a surrogate pair, which is not text at all. */
export const unstorable = /[\0\p{Surrogate}]/u;
