import { useState } from 'react';
import type { Schema } from '../../../api/client';
import { Link } from '../../../ui/link';
import { Permitted } from '../../../ui/permitted';
import { type Column, Table } from '../../../ui/table';
import { Ago, Time } from '../../../ui/time';
import { changes as words } from '../../../words/people';
import { ChangeAsked } from './change-asked';
import { DecideChange } from './decide-change';

type Change = Schema<'PersonChange'>;
interface Asked {
  change: Change;
  action: Change['actions'][number];
}

const about: Column<Change> = {
  header: words.person,
  cell: ({ person: { id, name } }) => (
    <span className="block max-w-56 break-words">
      <Link to="/people/$id" params={{ id }}>
        {name}
      </Link>
    </span>
  ),
};

const columns: readonly Column<Change>[] = [
  { header: words.what, cell: (change) => <ChangeAsked change={change} /> },
  {
    header: words.asked,
    cell: ({ askedAt, askedBy }) => (
      <>
        <Ago at={askedAt} /> {words.by(askedBy.name)}
      </>
    ),
  },
  { header: words.expires, cell: ({ expiresAt }) => <Time at={expiresAt} /> },
];

/** Changes that wait, each with what one can do about it. */
export function ChangesTable({ changes, ofOne }: { changes: readonly Change[]; ofOne?: boolean }) {
  const [asked, setAsked] = useState<Asked>();
  const decide: Column<Change> = {
    header: words.actions,
    cell: (change) => (
      <span className="flex flex-wrap items-start gap-2">
        <Permitted
          on={change}
          action="confirm"
          look="primary"
          onClick={() => setAsked({ change, action: 'confirm' })}
        >
          {words.confirm}
          <span className="sr-only">{words.of(change.person.name)}</span>
        </Permitted>
        <Permitted on={change} action="withdraw" onClick={() => setAsked({ change, action: 'withdraw' })}>
          {words.withdraw}
          <span className="sr-only">{words.of(change.person.name)}</span>
        </Permitted>
      </span>
    ),
  };
  return (
    <>
      <Table
        caption={words.caption}
        columns={[...(ofOne ? [] : [about]), ...columns, decide]}
        items={changes}
        keyOf={({ id }) => id}
        empty={words.empty}
      />
      {asked && <DecideChange {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
