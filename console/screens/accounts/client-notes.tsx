import type { Schema } from '../../api/client';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/screen';
import { Table } from '../../ui/table';
import { client as words } from '../../words/account';
import { clientFields } from '../../words/connect';

/** Account and client side by side, where they differ. */
export const DriftTable = ({ drift }: { drift: readonly Schema<'Drift'>[] }) => (
  <Notice tone="warn" title={words.drift}>
    <p>{words.driftWhy}</p>
    <Table
      caption={words.drift}
      columns={[
        { header: words.field, cell: ({ field }) => clientFields[field] },
        { header: words.ours, cell: ({ ours }) => ours },
        { header: words.theirs, cell: ({ theirs }) => <strong>{theirs}</strong> },
      ]}
      items={drift}
      keyOf={({ field }) => field}
      empty={null}
    />
  </Notice>
);

interface CodeConflictProps {
  owner: NonNullable<Schema<'Sending'>['codeConflict']>;
  code: string | undefined;
}

/** The send stands; the calls go to whoever has the code. */
export const CodeConflict = ({ owner: { accountId, accountsId }, code }: CodeConflictProps) => (
  <Notice tone="warn" title={words.codeConflict}>
    <p>
      {words.codeConflictWhy(code)}{' '}
      <Link to="/accounts/$id" params={{ id: accountId }}>
        {accountsId}
      </Link>
    </p>
  </Notice>
);

/** What is never passed across, hence not known to be done here. */
export const LeftToDo = ({ items }: { items: Schema<'Sending'>['leftToDo'] }) =>
  items.length > 0 && (
    <Panel title={words.leftToDo}>
      <ul className="list-disc space-y-1 pl-5 text-sm">
        {items.map((item) => (
          <li key={item}>{words.leftToDoWhat[item]}</li>
        ))}
      </ul>
    </Panel>
  );
