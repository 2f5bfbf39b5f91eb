/** Neither a path nor a header can be made of what is left: no separators, control or invisible characters. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\\/:*?"<>|]+/gu;
const longest = 200;

/**
 * A Content-Disposition that saves a file under a name that somebody else chose. Source: RFC 6266; browsers that know
 * `filename*` prefer it.
 */
export function attachment(name: string): string {
  const safe =
    [...name.replace(unsafe, '_').replace(/^[.\s]+|[.\s]+$/g, '')].slice(0, longest).join('') || 'file';
  const ascii = safe.replace(/[^\x20-\x7e]|%/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
