import { useState } from 'react';
import { useAct } from '../../../api/act';
import { api, type Schema } from '../../../api/client';
import { AskOnce } from '../../../ui/ask-once';
import { Button } from '../../../ui/button';
import { Panel } from '../../../ui/screen';
import { type Column, Table } from '../../../ui/table';
import { roles } from '../../../words/people';
import { grants as words } from '../../../words/person';
import { useLocationName } from '../use-location-name';
import { AddGrant } from './add-grant';
import type { Warnings } from './owner';

type Grant = Schema<'Grant'>;

interface GrantsPanelProps {
  person: Schema<'Person'>;
  onWarnings: (warnings: Warnings) => void;
}

/** What the person may do, and where. */
export function GrantsPanel({ person, onWarnings }: GrantsPanelProps) {
  const [open, setOpen] = useState<'new' | Grant>();
  const nameOf = useLocationName();
  const placeOf = ({ locationId }: Grant) => (locationId === null ? words.allLocations : nameOf(locationId));
  const close = () => setOpen(undefined);
  const columns: readonly Column<Grant>[] = [
    { header: words.role, cell: ({ role }) => roles[role][0] },
    { header: words.place, cell: placeOf },
    { header: words.may, cell: ({ role }) => roles[role][1] },
    {
      header: <span className="sr-only">{words.change}</span>,
      cell: (grant) => (
        <Button look="quiet" onClick={() => setOpen(grant)}>
          {words.remove}
          <span className="sr-only">{words.removeOf(roles[grant.role][0], placeOf(grant))}</span>
        </Button>
      ),
    },
  ];
  return (
    <Panel title={words.title} aside={<Button onClick={() => setOpen('new')}>{words.add}</Button>}>
      <Table
        caption={words.caption}
        columns={columns}
        items={person.grants}
        keyOf={({ id }) => id}
        empty={words.empty}
      />
      {open === 'new' && <AddGrant person={person} onClose={close} />}
      {open !== undefined && open !== 'new' && (
        <RemoveGrant
          person={person}
          grant={open}
          place={placeOf(open)}
          onClose={close}
          onWarnings={onWarnings}
        />
      )}
    </Panel>
  );
}

interface RemoveGrantProps extends GrantsPanelProps {
  grant: Grant;
  place: string;
  onClose: () => void;
}

/** Asks once before a role is taken away, which is at once. */
function RemoveGrant({ person: { id, name }, grant, place, onClose, onWarnings }: RemoveGrantProps) {
  const remove = useAct({
    act: () =>
      api.delete('/v1/persons/{id}/grants/{grantId}', { params: { path: { id, grantId: grant.id } } }),
    changes: ['person'],
    onDone: ({ warnings }) => {
      onWarnings(warnings);
      onClose();
    },
  });
  return (
    <AskOnce
      title={words.removeTitle(roles[grant.role][0], place, name)}
      verb={words.remove}
      change={remove}
      onClose={onClose}
    >
      <p className="text-sm">{words.removeWhy}</p>
    </AskOnce>
  );
}
