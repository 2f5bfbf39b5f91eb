import type { Database, Transaction } from '../../prisma/client/database';
import type { Prepared } from '../../prisma/client/prepared';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

/** What a call has asked of the database, by what PostgreSQL says that it did. */
export interface Effort {
  statements: number;
  /** Tables that were read from end to end. */
  wholeTables: string[];
  /** The most rows that one sort was given. */
  sorted: number;
  /** Rows that scans have come to, whether they were of use or not. */
  visited: number;
}

const rowsOf = (plan: Plan) => plan['Actual Rows'] * plan['Actual Loops'];
const lookedAt = (plan: Plan) =>
  rowsOf(plan) +
  ((plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)) *
    plan['Actual Loops'];

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const textOf = (asked: string | Prepared) => (typeof asked === 'string' ? asked : asked.text);

/** Does the work with a database that explains each statement as it is carried out. */
export async function effortOf<T>(
  database: Database,
  work: (explained: Database) => Promise<T>,
): Promise<{ found: T; effort: Effort; plans: unknown[] }> {
  const nodes: Plan[] = [];
  const plans: unknown[] = [];
  const explained =
    (query: Transaction['query']) =>
    async <R>(asked: string | Prepared, values?: unknown[]): Promise<R[]> => {
      const sql = textOf(asked);
      if (sql.startsWith('SET ')) return query<R>(sql);
      const [told] = await query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        values,
      );
      const plan = told?.['QUERY PLAN'][0].Plan as Plan;
      plans.push({ sql, plan });
      nodes.push(...nodesOf(plan));
      return query<R>(sql, values);
    };
  const found = await work({
    ...database,
    query: explained((sql, values) => database.query(sql, values)),
    page: (how, sql, values) =>
      explained((one, given = []) => database.page(how, textOf(one), given))(sql, values),
    reading: (inside) =>
      database.reading((tx: Transaction) =>
        inside({ ...tx, query: explained((sql, values) => tx.query(sql, values)) }),
      ),
  });
  const scans = nodes.filter(
    (node) => / Scan$/.test(node['Node Type']) && !/CTE|Subquery|Values|Function/.test(node['Node Type']),
  );
  const sorts = nodes.filter((node) => /Sort$/.test(node['Node Type']));
  const effort = {
    statements: plans.length,
    wholeTables: scans
      .filter((node) => node['Node Type'] === 'Seq Scan' && lookedAt(node) > 0)
      .map((node) => node['Relation Name'] as string),
    sorted: Math.max(0, ...sorts.flatMap((node) => node.Plans ?? []).map(rowsOf)),
    visited: scans.reduce((sum, node) => sum + lookedAt(node), 0),
  };
  return { found, effort, plans };
}
