/** Strong entity tags (RFC 9110, 8.8.3). */
export const etagOf = (version: number | string): string => `"${version}"`;

/** Whether `If-Match` names this tag. A weak tag never matches; `*` always does. */
export function matches(ifMatch: string, etag: string): boolean {
  const named = ifMatch.split(',').map((tag) => tag.trim());
  return named.includes('*') || named.includes(etag);
}
