import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { useMe } from '../../app/me';
import { ButtonLink, RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { PagedTable } from '../../ui/paged-table';
import { Panel, Screen } from '../../ui/screen';
import type { Column } from '../../ui/table';
import { Time } from '../../ui/time';
import { words } from '../../words/import-types';
import { tellColumns } from './tell-definition';

const columns: readonly Column<Schema<'ImportType'>>[] = [
  {
    header: words.name,
    cell: ({ id, name }) => (
      <span className="block max-w-80 min-w-40 break-words">
        <RowLink to="/import-types/$id" params={{ id }}>
          {name}
        </RowLink>
      </span>
    ),
  },
  { header: words.version, numeric: true, cell: ({ version }) => version },
  {
    header: words.columns,
    cell: ({ definition }) => (
      <span className="block min-w-48">
        {tellColumns(definition)
          .map(({ column }) => column)
          .join(', ')}
      </span>
    ),
  },
  { header: words.saved, cell: ({ createdAt }) => <Time at={createdAt} /> },
];

export function ImportTypesScreen() {
  const { may } = useMe();
  const { cursor } = useSearch({ from: '/shell/import-types' });
  const query = usePage('import-type', { cursor }, () =>
    api.get('/v1/import-types', { params: { query: { cursor } } }),
  );
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        may('configure', null) && (
          <ButtonLink look="primary" to="/import-types/new">
            {words.add}
          </ButtonLink>
        )
      }
    >
      <Panel>
        <News kind="import-type" />
        <PagedTable query={query} cursor={cursor} columns={columns} words={words} />
      </Panel>
    </Screen>
  );
}
