import { type Queryable } from './database';

/** Deletes everything: sites, clients, keys, owner, calls, faults and the request log. Waits for running requests. */
export async function reset(queryable: Queryable): Promise<void> {
  await queryable.query(
    `TRUNCATE connect_sandbox.site, connect_sandbox.client, connect_sandbox.client_version, connect_sandbox.call,
       connect_sandbox.idempotency_key, connect_sandbox.owner, connect_sandbox.fault_settings,
       connect_sandbox.fault_rule, connect_sandbox.request RESTART IDENTITY`,
  );
}
