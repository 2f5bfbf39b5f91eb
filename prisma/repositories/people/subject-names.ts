import type { Database } from '../../client/database';
import { type Locations, Parameters } from '../../client/page-sql';

interface Source {
  table: string;
  name: string;
  /** The column that holds its Location; null: anybody may know its name. */
  location: string | null;
}

/** What people call the subject of an event, by its kind. Persons are another matter. */
const sources: Record<string, Source> = {
  account: { table: 'account', name: `concat_ws(' ', accounts_id, name)`, location: 'location_id' },
  import: { table: 'charge_import', name: 'file_name', location: 'location_id' },
  sheet: { table: 'batch_sheet', name: 'number', location: 'location_id' },
  location: { table: 'location', name: 'name', location: 'id' },
  product: { table: 'product', name: 'name', location: null },
  'product-group': { table: 'product_group', name: 'name', location: null },
  'import-type': { table: 'import_type', name: 'name', location: null },
};

export interface SubjectsOfEvents {
  /** Such as `account:<id>`; of an attempt, the id is whatever was asked for. */
  subjects: string[];
  /** Where whoever asks may read. */
  readsAt: Locations;
  /** Ids of the persons whose names they may see; or all. */
  seesPersons: string[] | 'all';
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Their names as they are today: the trail itself has ids only. What is gone, or may not be seen, is left out. */
export async function subjectNames(
  database: Database,
  { subjects, readsAt, seesPersons }: SubjectsOfEvents,
): Promise<Map<string, string>> {
  const { values, add, where } = new Parameters();
  const idsOf = (kind: string) =>
    [...new Set(subjects)]
      .filter((one) => one.startsWith(`${kind}:`))
      .map((one) => one.slice(kind.length + 1))
      .filter((id) => uuid.test(id));
  const queryOf = (kind: string, { table, name, location }: Source, seen: Locations) => {
    const ids = idsOf(kind);
    if (ids.length === 0) return [];
    const here =
      location === null ? [] : where(`${location} = ANY (?::uuid[])`, seen === 'all' ? null : seen);
    const conditions = [`id = ANY (${add(ids)}::uuid[])`, ...here].join(' AND ');
    return [`SELECT '${kind}:' || id AS subject, ${name} AS name FROM ${table} WHERE ${conditions}`];
  };
  const queries = [
    ...Object.entries(sources).flatMap(([kind, source]) => queryOf(kind, source, readsAt)),
    ...queryOf('person', { table: 'person', name: 'name', location: 'id' }, seesPersons),
  ];
  if (queries.length === 0) return new Map();
  const found = await database.query<{ subject: string; name: string }>(queries.join(' UNION ALL '), values);
  return new Map(found.map(({ subject, name }) => [subject, name]));
}
