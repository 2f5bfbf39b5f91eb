import type { Database } from '../../client/database';

/** Keys whose use this process is writing down now. */
const noting = new Set<string>();

/**
 * Writes down that a key was used, without making anybody wait: not the request, and not another process that writes
 * down the same. If it fails, the next use tries again.
 */
export function noteKeyUse({ vital }: Pick<Database, 'vital'>, keyId: string): void {
  if (noting.has(keyId)) return;
  noting.add(keyId);
  void vital(
    `UPDATE api_key SET last_used_at = now() WHERE id = (
       SELECT id FROM api_key WHERE id = $1 AND coalesce(last_used_at < now() - interval '1 minute', true)
       FOR UPDATE SKIP LOCKED)`,
    [keyId],
  )
    .catch(() => undefined)
    .finally(() => noting.delete(keyId));
}
