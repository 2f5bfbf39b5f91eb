import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { downloadPath } from '../../api/download-path';
import { Button, buttonClasses } from '../../ui/button';
import { RowLink } from '../../ui/link';
import { PagedTable } from '../../ui/paged-table';
import { Panel, Screen } from '../../ui/screen';
import type { Column } from '../../ui/table';
import { Time } from '../../ui/time';
import { words } from '../../words/audit';
import { saidOf } from '../../words/audit-actions';
import { Actor } from './actor';
import { filterOf } from './audit-filter';
import { AuditFilters } from './audit-filters';
import { EventDialog } from './event-dialog';
import { placeOf } from './event-place';
import { Outcome } from './outcome';
import { Subject } from './subject';
import { usePeople } from './use-people';

type AuditEvent = Schema<'AuditEvent'>;

const columns: readonly Column<AuditEvent>[] = [
  {
    header: words.what,
    cell: (event) => (
      <span className="block max-w-80 min-w-40 break-words">
        <RowLink to="." search={(search: object) => ({ ...search, event: placeOf(event) })}>
          {saidOf(event.action)}
        </RowLink>
      </span>
    ),
  },
  { header: words.who, cell: (event) => <Actor event={event} /> },
  {
    header: words.on,
    cell: ({ subject, subjectName }) => (
      <span className="block max-w-80 min-w-40 break-words">
        <Subject subject={subject} name={subjectName} />
      </span>
    ),
  },
  { header: words.when, cell: ({ at }) => <Time at={at} /> },
  {
    header: words.outcome,
    cell: ({ outcome, reason }) => <Outcome outcome={outcome} reason={reason} />,
  },
];

export function AuditScreen() {
  const { cursor, event, ...search } = useSearch({ from: '/shell/audit' });
  const filter = filterOf(search);
  // Nothing hints at new events: nearly every request would.
  const query = useQuery({
    queryKey: ['audit', 'list', filter, cursor],
    queryFn: () => api.get('/v1/audit-events', { params: { query: { ...filter, cursor } } }),
    placeholderData: keepPreviousData,
  });
  const people = usePeople(query.data?.items.map(({ person }) => person) ?? []);
  const about = query.data?.items.find((one) => one.subject === search.subject)?.subjectName;
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        <>
          <Button busy={query.isFetching} onClick={() => void query.refetch()}>
            {words.refresh}
          </Button>
          <a
            className={buttonClasses('plain')}
            href={downloadPath('/v1/audit-events/export', filter)}
            download
          >
            {words.export}
          </a>
        </>
      }
    >
      <Panel>
        <AuditFilters people={people} about={about} />
        <PagedTable query={query} cursor={cursor} columns={columns} words={words} />
      </Panel>
      {event !== undefined && <EventDialog place={event} listed={query.data?.items ?? []} />}
    </Screen>
  );
}
