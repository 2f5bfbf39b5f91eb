import type { Request } from 'express';
import { Refusal } from '../../domain/refusal';

export const etagOf = ({ version }: { version: number }): string => `"${version}"`;

/** What If-Match may be: any version, or one, also as a proxy that compresses writes it. */
export const versionPattern = '^(\\*|(W/)?"[0-9]{1,9}")$';

/**
 * The version in `If-Match: "3"`; null if there is none, or if any will do (`*`).
 * @throws Refusal precondition-required if there must be one; version-differs if it is not a version.
 */
export function seenVersion(request: Request, isRequired: boolean): number | null {
  const header = request.get('if-match');
  if (header === undefined && isRequired)
    throw new Refusal(
      'precondition-required',
      'Send the ETag of what you have seen, from GET, in If-Match; or If-Match: * to edit it whatever it is now.',
    );
  if (header === undefined || header === '*') return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new Refusal('version-differs', 'If-Match is not an ETag from this API.');
  return Number(version);
}
