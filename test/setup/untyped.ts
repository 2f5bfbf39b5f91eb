/**
 * JSON whose shape only the test at hand knows: what the sandbox's control port, a foreign Connect or a table of the
 * database says. Answers of our own API have their types in `clients/typescript`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Untyped = any;
