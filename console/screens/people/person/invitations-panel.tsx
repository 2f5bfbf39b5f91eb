import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { whyNotInvite } from '../../../../domain/people/invitation';
import { api, type Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import { Asked } from '../../../ui/asked';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { Permitted } from '../../../ui/permitted';
import { Panel } from '../../../ui/screen';
import { type Column, Table } from '../../../ui/table';
import { Time } from '../../../ui/time';
import { invitations as words } from '../../../words/person';
import { byRule } from '../by-rule';
import { Invite } from './invite';
import type { Owner } from './owner';
import { RevokeInvitation } from './revoke-invitation';

type Invitation = Schema<'Invitation'>;

const columnsFor = (revoke: (invitation: Invitation) => void): readonly Column<Invitation>[] => [
  {
    header: words.state,
    cell: ({ state }) => <Badge tone={words.states[state][1]}>{words.states[state][0]}</Badge>,
  },
  {
    header: words.made,
    cell: ({ madeAt, madeBy }) => (
      <>
        <Time at={madeAt} /> {words.by(madeBy.name)}
      </>
    ),
  },
  { header: words.expires, cell: ({ expiresAt }) => <Time at={expiresAt} /> },
  {
    header: <span className="sr-only">{words.change}</span>,
    cell: (invitation) =>
      invitation.state === 'open' && (
        <Button look="quiet" onClick={() => revoke(invitation)}>
          {words.revoke}
          <span className="sr-only">{words.revokeOf(invitation.madeAt)}</span>
        </Button>
      ),
  },
];

/** Links by which the person signs in for the first time. The API decides again, by the same rule. */
export function InvitationsPanel({ owner }: { owner: Owner }) {
  const { id } = owner;
  const [open, setOpen] = useState<'new' | Invitation>();
  const invitations = useQuery({
    queryKey: one('person', id, 'invitations'),
    queryFn: () => api.get('/v1/persons/{id}/invitations', { params: { path: { id } } }),
  });
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={words.title}
      aside={
        <Permitted on={byRule('invite', whyNotInvite(owner))} action="invite" onClick={() => setOpen('new')}>
          {words.make}
        </Permitted>
      }
    >
      <p className="mb-2 text-sm text-muted">{words.why}</p>
      <Asked query={invitations}>
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
      {open === 'new' && <Invite owner={owner} onClose={close} />}
      {open !== undefined && open !== 'new' && (
        <RevokeInvitation ownerId={id} invitationId={open.id} onClose={close} />
      )}
    </Panel>
  );
}
