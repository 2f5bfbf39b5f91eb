import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Schema } from '../../api/client';
import { one } from '../../api/keys';
import { useLocationId } from '../../app/location-switch';
import { useMe } from '../../app/me';
import { Asked } from '../../ui/asked';
import { Badge } from '../../ui/badge';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Panel, Screen } from '../../ui/screen';
import { changes, words as list } from '../../words/people';
import { words } from '../../words/person';
import { ChangesTable } from './changes/changes-table';
import { DetailsPanel } from './person/details-panel';
import { GrantsPanel } from './person/grants-panel';
import { InvitationsPanel } from './person/invitations-panel';
import { KeysPanel } from './person/keys-panel';
import type { Warnings } from './person/owner';
import { SessionsPanel } from './person/sessions-panel';

export function PersonScreen() {
  const { id } = useParams({ from: '/shell/people/$id' });
  const location = useLocationId();
  const person = useQuery({
    queryKey: one('person', id),
    queryFn: () => api.get('/v1/persons/{id}', { params: { path: { id } } }),
  });
  const { data } = person;
  return (
    <Screen
      title={data?.name ?? words.waiting}
      purpose={words.purpose}
      above={
        <Link to="/people" search={{ location }}>
          {list.title}
        </Link>
      }
      aside={data?.deactivatedAt && <Badge tone="warn">{list.deactivated}</Badge>}
    >
      <Asked query={person}>{(found) => <Parts key={id} person={found} />}</Asked>
    </Screen>
  );
}

function Parts({ person }: { person: Schema<'Person'> }) {
  const me = useMe();
  const [warnings, setWarnings] = useState<Warnings>([]);
  const { id, name, kind, deactivatedAt, pendingChanges } = person;
  const owner = { id, name, kind, isDeactivated: deactivatedAt !== null, isMe: id === me.id };
  return (
    <div className="space-y-5">
      <WarningsNote warnings={warnings} />
      {pendingChanges.length > 0 && (
        <Panel title={changes.title}>
          <ChangesTable changes={pendingChanges} ofOne />
        </Panel>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="min-w-0 space-y-5">
          <DetailsPanel person={person} isMe={owner.isMe} onWarnings={setWarnings} />
          <GrantsPanel person={person} onWarnings={setWarnings} />
        </div>
        <div className="min-w-0 space-y-5">
          <KeysPanel owner={owner} />
          {kind === 'human' && <SessionsPanel owner={owner} />}
          {kind === 'human' && <InvitationsPanel owner={owner} />}
        </div>
      </div>
    </div>
  );
}

/** What the last change has left behind. */
function WarningsNote({ warnings }: { warnings: Warnings }) {
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn" title={words.left} urgent>
      <ul>
        {warnings.map(({ location, detail }) => (
          <li key={location.id}>{detail}</li>
        ))}
      </ul>
      <p>{words.leftWhy}</p>
    </Notice>
  );
}
