import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import { Asked } from '../../../ui/asked';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/screen';
import { type Column, Table } from '../../../ui/table';
import { Ago, Time } from '../../../ui/time';
import { sessions as words } from '../../../words/person';
import { browserOf } from '../browser-of';
import { EndSessions } from './end-sessions';
import type { Owner } from './owner';

type Session = Schema<'SessionOfPerson'>;

const nameOf = ({ userAgent }: Session): string => browserOf(userAgent) ?? words.unknownBrowser;

const columnsFor = (end: (session: Session) => void): readonly Column<Session>[] => [
  {
    header: words.browser,
    cell: (session) => (
      <span title={session.userAgent ?? undefined}>
        {nameOf(session)} {session.isCurrent && <Badge tone="good">{words.current}</Badge>}
      </span>
    ),
  },
  { header: words.signedIn, cell: ({ signedInAt }) => <Time at={signedInAt} /> },
  { header: words.used, cell: ({ lastUsedAt }) => <Ago at={lastUsedAt} /> },
  {
    header: <span className="sr-only">{words.change}</span>,
    cell: (session) =>
      !session.isCurrent && (
        <Button look="quiet" onClick={() => end(session)}>
          {words.end}
          <span className="sr-only">{words.endOf(nameOf(session))}</span>
        </Button>
      ),
  },
];

/** Where the person is signed in. One's own current session is left to signing out. */
export function SessionsPanel({ owner }: { owner: Owner }) {
  const { id, isMe } = owner;
  const [open, setOpen] = useState<'all' | Session>();
  const sessions = useQuery({
    queryKey: one('person', id, 'sessions'),
    queryFn: () => api.get('/v1/persons/{id}/sessions', { params: { path: { id } } }),
  });
  const canEndAll = sessions.data?.items.some(({ isCurrent }) => !isCurrent);
  return (
    <Panel
      title={words.title}
      aside={
        canEndAll && (
          <Button look="danger" onClick={() => setOpen('all')}>
            {isMe ? words.endOthers : words.endAll}
          </Button>
        )
      }
    >
      <p className="mb-2 text-sm text-muted">{isMe ? words.whyMine : words.why}</p>
      <Asked query={sessions}>
        {({ items }) => (
          <Table
            caption={words.caption}
            columns={columnsFor(setOpen)}
            items={items}
            keyOf={({ id }) => id}
            empty={words.empty}
          />
        )}
      </Asked>
      {open !== undefined && (
        <EndSessions
          owner={owner}
          one={open === 'all' ? undefined : { id: open.id, browser: nameOf(open) }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
}
