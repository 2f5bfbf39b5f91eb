import type { ConnectState } from '../../../domain/sends/send-states';
import type { Database } from '../../client/database';
import { type Locations, Parameters } from '../../client/page-sql';
import { withinTime } from '../../client/within-time';

/**
 * How many Accounts are in each state of their send; states of none are left out.
 * @throws Refusal too-much-to-add-up if it takes too long.
 */
export async function countConnectStates(
  database: Database,
  locationIds: Locations,
): Promise<Partial<Record<ConnectState, number>>> {
  const { values, where } = new Parameters();
  const here = (column: string) =>
    where(`${column} = ANY (?::uuid[])`, locationIds === 'all' ? null : locationIds);
  const found = await withinTime(database, (tx) =>
    tx.query<{ state: ConnectState; count: number }>(
      `SELECT 'not-sent' AS state, count(*)::int AS count FROM account
         WHERE ${['NOT sent', ...here('location_id')].join(' AND ')}
       UNION ALL SELECT state, count(*)::int FROM connect_send
         WHERE ${here('location_id').join(' AND ') || 'true'} GROUP BY state`,
      values,
    ),
  );
  return Object.fromEntries(found.map(({ state, count }) => [state, count]));
}
