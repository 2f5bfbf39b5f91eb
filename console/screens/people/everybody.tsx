import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { Badge } from '../../ui/badge';
import { RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { PagedTable } from '../../ui/paged-table';
import type { Column } from '../../ui/table';
import { kinds, words } from '../../words/people';
import { hasRoleAt } from './roles-held';
import { RolesList } from './roles-list';
import { useLocationName } from './use-location-name';

type Person = Schema<'Person'>;

const columns: readonly Column<Person>[] = [
  {
    header: words.name,
    cell: ({ id, name }) => (
      <span className="block max-w-72 min-w-32 break-words">
        <RowLink to="/people/$id" params={{ id }}>
          {name}
        </RowLink>
      </span>
    ),
  },
  { header: words.kind, cell: ({ kind }) => kinds[kind] },
  { header: words.roles, cell: ({ grants }) => <RolesList grants={grants} /> },
  {
    header: words.email,
    cell: ({ email }) => <span className="block max-w-72 break-all">{email ?? '–'}</span>,
  },
  {
    header: words.state,
    cell: ({ deactivatedAt, pendingChanges }) => (
      <span className="flex flex-wrap gap-1">
        {deactivatedAt === null ? (
          <Badge tone="good">{words.active}</Badge>
        ) : (
          <Badge>{words.deactivated}</Badge>
        )}
        {pendingChanges.length > 0 && <Badge tone="warn">{words.changesWait(pendingChanges.length)}</Badge>}
      </span>
    ),
  },
];

/** All people by name; with a Location, those who may do anything there. */
export function Everybody() {
  const { cursor, location } = useSearch({ from: '/shell/people' });
  const nameOf = useLocationName();
  const query = usePage('person', { cursor, location }, () =>
    location ? peopleAt(location) : api.get('/v1/persons', { params: { query: { cursor } } }),
  );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3 text-sm text-muted">
        {location && <p>{words.at(nameOf(location))}</p>}
        <News kind="person" />
      </div>
      <PagedTable query={query} cursor={cursor} columns={columns} words={words} />
    </>
  );
}

/** The API lists people of all Locations together: there are few of them. */
async function peopleAt(location: string): Promise<Schema<'PersonPage'>> {
  const items: Person[] = [];
  for await (const person of api.list('/v1/persons'))
    if (hasRoleAt(person.grants, location)) items.push(person);
  return { items, next: null };
}
