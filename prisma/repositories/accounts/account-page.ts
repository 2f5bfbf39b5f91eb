import { type Locations, pageAtLocations, pageSql, Parameters } from '../../client/page-sql';
import type { PageSettings } from '../../client/page-settings';

export interface AccountFilter {
  accountsId?: string;
  locationIds: Locations;
  connectState?: string;
  q?: string;
  /** The Accounts ID after which the page begins. */
  after: string | null;
  limit: number;
}

/** A query for `id` and `accounts_id` of the Accounts of a page, in order. */
export interface AccountPage {
  sql: string;
  values: unknown[];
  settings?: PageSettings;
}

interface Driver {
  from: string;
  id: string;
  /** The text to search through, where the table has it. */
  name?: string;
  where: (parameters: Parameters) => string[];
}

/** The table `d` that lists Accounts by state in order: sends, or Accounts that were never sent. */
function driver({ connectState }: AccountFilter): Driver {
  const accounts = { from: 'account d', id: 'd.id', name: 'd.name' };
  if (connectState === undefined) return { ...accounts, where: () => [] };
  if (connectState === 'not-sent') return { ...accounts, where: () => ['NOT d.sent'] };
  return {
    from: 'connect_send d',
    id: 'd.account_id',
    where: ({ add }) => [`d.state = ${add(connectState)}`],
  };
}

const order = 'accounts_id';

/** The first that pass the filter, ignoring `q`. */
function next(filter: AccountFilter, parameters: Parameters, limit: number): string {
  const { from, id, name, where } = driver(filter);
  return pageAtLocations(
    parameters,
    { locations: filter.locationIds, column: 'd.location_id' },
    {
      select: `SELECT ${[`${id} AS id`, 'd.accounts_id', ...(name ? [name] : [])].join(', ')} FROM ${from}`,
      where: [
        ...where(parameters),
        ...parameters.where('d.accounts_id = ?', filter.accountsId),
        ...parameters.where('d.accounts_id > ?', filter.after),
      ],
      order,
      limit: parameters.add(limit),
    },
  );
}

export function inOrder(filter: AccountFilter): AccountPage {
  const parameters = new Parameters();
  return { sql: next(filter, parameters, filter.limit), values: parameters.values };
}

/** Text for LIKE, with its special characters escaped. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const patternOf = ({ q = '' }: AccountFilter, { add }: Parameters) => add(`%${literally(q)}%`);
const holdsName = (account: string, pattern: string) =>
  `(${account}.name ILIKE ${pattern} OR ${account}.accounts_id ILIKE ${pattern})`;
const holdsCode = (pattern: string) => `c.code ILIKE ${pattern}`;

const lookedThrough = 1_000;

/** Those of the next 1,000 that contain `q`. */
export function amongNext(filter: AccountFilter): AccountPage {
  const parameters = new Parameters();
  const pattern = patternOf(filter, parameters);
  const near = next(filter, parameters, lookedThrough);
  const [account, join] = driver(filter).name ? ['near', ''] : ['a', 'JOIN account a ON a.id = near.id'];
  const sql = `SELECT near.id, near.accounts_id FROM (${near}) near ${join}
    WHERE ${holdsName(account, pattern)}
      OR EXISTS (SELECT FROM account_code c WHERE c.account_id = near.id AND ${holdsCode(pattern)})
    ORDER BY near.accounts_id LIMIT ${parameters.add(filter.limit)}`;
  return { sql, values: parameters.values };
}

/** Those after the next 1,000, if there are more: all that contain `q`, and the first of them. */
export function behindNext(filter: AccountFilter): AccountPage {
  const { connectState: state, accountsId, locationIds } = filter;
  const parameters = new Parameters();
  const seen = `SELECT accounts_id FROM (${next(filter, parameters, lookedThrough)}) near ORDER BY accounts_id
    OFFSET ${lookedThrough - 1}`;
  const pattern = patternOf(filter, parameters);
  const rest = [
    ...parameters.where('a.accounts_id = ?', accountsId),
    ...parameters.where('a.location_id = ANY (?::uuid[])', locationIds === 'all' ? null : locationIds),
    ...(state === undefined ? [] : [state === 'not-sent' ? 'NOT a.sent' : 'a.sent']),
  ];
  const behind = `SELECT id, accounts_id FROM hit
    WHERE EXISTS (SELECT FROM seen) AND accounts_id > (SELECT accounts_id FROM seen) ORDER BY ${order}`;
  const inState =
    state === undefined || state === 'not-sent'
      ? []
      : [
          `EXISTS (SELECT FROM connect_send s WHERE s.account_id = h.id AND s.state = ${parameters.add(state)})`,
        ];
  // Sorted first: the states of those behind the page are not looked up.
  const page = pageSql({
    select: `SELECT id, accounts_id FROM (${behind}) h`,
    where: inState,
    order,
    limit: parameters.add(filter.limit),
  });
  const sql = `WITH seen AS MATERIALIZED (${seen}),
    hit AS MATERIALIZED (
      SELECT a.id, a.accounts_id FROM account a WHERE ${[holdsName('a', pattern), ...rest].join(' AND ')}
      UNION SELECT a.id, a.accounts_id FROM account_code c JOIN account a ON a.id = c.account_id
      WHERE ${[holdsCode(pattern), ...rest].join(' AND ')}
    ) ${page}`;
  return { sql, values: parameters.values, settings: 'as found' };
}
