import { useState } from 'react';
import type { Schema } from '../../../api/client';
import { Button } from '../../../ui/button';
import { Facts } from '../../../ui/facts';
import { Link } from '../../../ui/link';
import { Panel } from '../../../ui/screen';
import { Time } from '../../../ui/time';
import { kinds, words as list } from '../../../words/people';
import { words } from '../../../words/person';
import { Deactivate } from './deactivate';
import { EditPerson } from './edit-person';
import type { Warnings } from './owner';

interface DetailsPanelProps {
  person: Schema<'Person'>;
  isMe: boolean;
  onWarnings: (warnings: Warnings) => void;
}

/** Who it is, and whether they may act at all. */
export function DetailsPanel({ person, isMe, onWarnings }: DetailsPanelProps) {
  const [open, setOpen] = useState<'edit' | 'deactivate'>();
  const { id, name, kind, email, deactivatedAt } = person;
  const close = () => setOpen(undefined);
  return (
    <Panel
      title={words.details}
      aside={
        <>
          <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
          <Button look={deactivatedAt ? 'plain' : 'danger'} onClick={() => setOpen('deactivate')}>
            {deactivatedAt ? words.bringBack : words.deactivate}
          </Button>
        </>
      }
    >
      <Facts
        facts={{
          [list.name]: name,
          [list.kind]: kinds[kind],
          [list.email]: kind === 'machine' ? undefined : (email ?? words.noEmail),
          [words.since]: deactivatedAt ? <Time at={deactivatedAt} /> : undefined,
        }}
      />
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <Link to="/audit" search={{ person: id }}>
          {words.history}
        </Link>
        <Link to="/audit" search={{ subject: `person:${id}` }}>
          {words.about}
        </Link>
        {isMe && (
          <span>
            {words.you} <Link to="/me">{words.mine}</Link>
          </span>
        )}
      </p>
      {open === 'edit' && <EditPerson person={person} onClose={close} />}
      {open === 'deactivate' && <Deactivate person={person} onClose={close} onWarnings={onWarnings} />}
    </Panel>
  );
}
