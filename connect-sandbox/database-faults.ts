const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);
const lostConnection =
  /connection terminated|connection error|connection timeout|timeout exceeded|not queryable|after calling end/i;

interface Failure {
  code?: unknown;
  severity?: unknown;
  name?: unknown;
  message?: unknown;
  errors?: unknown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The database is down, shutting down or full: a temporary condition, so the answer is 503. */
export function isUnavailable(error: unknown): boolean {
  const { code, severity, name, message, errors } = (error ?? {}) as Failure;
  if (Array.isArray(errors)) return errors.some(isUnavailable);
  // FATAL is PostgreSQL's severity for the end of a connection; 08 connection, 53 resources, 57P stopped by an
  // operator.
  if (severity === 'FATAL' || network.has(text(code)) || /^(08|53|57P)/.test(text(code))) return true;
  return name === 'AbortError' || lostConnection.test(text(message));
}

/** A value that passed the schema but not the column, such as a NUL character or the year 0. */
export const isDataError = (error: unknown): boolean =>
  /^22[0-9A-Z]{3}$/.test(text((error as Failure | null)?.code));
