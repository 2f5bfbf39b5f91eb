import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { whyNoKey } from '../../../../domain/people/api-keys';
import { api, type Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import { useMe } from '../../../app/me';
import { Asked } from '../../../ui/asked';
import { Badge } from '../../../ui/badge';
import { Button } from '../../../ui/button';
import { Permitted } from '../../../ui/permitted';
import { Panel } from '../../../ui/screen';
import { type Column, Table } from '../../../ui/table';
import { Ago, Time } from '../../../ui/time';
import { keys as words } from '../../../words/person';
import { byRule } from '../by-rule';
import { MakeKey } from './make-key';
import type { Owner } from './owner';
import { RevokeKey } from './revoke-key';

type Key = Schema<'Key'>;

/** The keys that act as the person, and who may make another. */
export function KeysPanel({ owner }: { owner: Owner }) {
  const { id, isDeactivated } = owner;
  const [open, setOpen] = useState<'new' | Key>();
  const why = useWhyNoKey(owner);
  const keys = useQuery({
    queryKey: one('person', id, 'keys'),
    queryFn: () => api.get('/v1/persons/{id}/keys', { params: { path: { id } } }),
  });
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={words.title}
      aside={
        !isDeactivated && (
          <Permitted on={byRule('make', why)} action="make" onClick={() => setOpen('new')}>
            {words.make}
          </Permitted>
        )
      }
    >
      <p className="mb-2 text-sm text-muted">{words.why}</p>
      <Asked query={keys}>
        {({ items }) => (
          <Table
            caption={words.caption}
            columns={columnsFor(owner, setOpen)}
            items={items}
            keyOf={({ id }) => id}
            empty={words.empty}
          />
        )}
      </Asked>
      {open === 'new' && <MakeKey owner={owner} onClose={close} />}
      {open !== undefined && open !== 'new' && <RevokeKey ownerId={id} keyId={open.id} onClose={close} />}
    </Panel>
  );
}

/** The API decides again, by the same rule. Whoever reads this has signed in. */
function useWhyNoKey(owner: Owner): string | null {
  const { id, kind, may } = useMe();
  return whyNoKey({
    owner,
    maker: { id, kind, managesPersons: may('manage-persons', null) },
    credential: { kind: 'session' },
    signInConfigured: true,
  });
}

const columnsFor = (owner: Owner, revoke: (key: Key) => void): readonly Column<Key>[] => [
  {
    header: words.made,
    cell: ({ createdAt, madeBy }) => (
      <>
        <Time at={createdAt} /> {madeBy ? words.by(madeBy.name) : words.commandLine}{' '}
        {owner.kind === 'human' && madeBy?.id !== owner.id && <Badge tone="warn">{words.othersMade}</Badge>}
      </>
    ),
  },
  { header: words.used, cell: ({ lastUsedAt }) => (lastUsedAt ? <Ago at={lastUsedAt} /> : words.neverUsed) },
  {
    header: words.expires,
    cell: ({ expiresAt, isExpired }) =>
      isExpired ? (
        <Badge tone="warn">{words.expired}</Badge>
      ) : expiresAt ? (
        <Time at={expiresAt} />
      ) : (
        words.never
      ),
  },
  {
    header: <span className="sr-only">{words.change}</span>,
    cell: (key) => (
      <Button look="quiet" onClick={() => revoke(key)}>
        {words.revoke}
        <span className="sr-only">{words.revokeOf(key.createdAt)}</span>
      </Button>
    ),
  },
];
