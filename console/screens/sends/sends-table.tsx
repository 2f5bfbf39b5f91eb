import type { Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { RowLink } from '../../ui/link';
import { type Column, Table } from '../../ui/table';
import { words } from '../../words/sends';
import { Fault, NextTry } from '../accounts/send-progress';
import { StateBadge } from '../accounts/state-badge';

type Account = Schema<'Account'>;

const columns = (nameOf: (locationId: string) => string | undefined): readonly Column<Account>[] => [
  { header: words.accountsId, cell: (account) => <Opens account={account} /> },
  { header: words.name, cell: ({ name }) => name },
  { header: words.location, cell: ({ locationId }) => nameOf(locationId) },
  { header: words.state, cell: ({ connectState }) => <StateBadge state={connectState} /> },
  { header: words.lastFault, cell: ({ send }) => (send?.lastFault ? <Fault fault={send.lastFault} /> : '–') },
  { header: words.nextTry, cell: ({ send }) => (send?.nextTryAt ? <NextTry at={send.nextTryAt} /> : '–') },
];

interface SendsTableProps {
  caption: string;
  accounts: readonly Account[];
  empty: string;
}

export function SendsTable({ caption, accounts, empty }: SendsTableProps) {
  const { locations } = useMe();
  const nameOf = (locationId: string) => locations.find(({ id }) => id === locationId)?.name;
  return (
    <Table
      caption={caption}
      columns={columns(nameOf)}
      items={accounts}
      keyOf={({ id }) => id}
      empty={empty}
    />
  );
}

/** To the decision where one is needed; else to the Account. */
const Opens = ({ account: { id, accountsId, connectState } }: { account: Account }) =>
  connectState === 'needs-decision' ? (
    <RowLink to="/sends/$id" params={{ id }}>
      {accountsId}
    </RowLink>
  ) : (
    <RowLink to="/accounts/$id" params={{ id }}>
      {accountsId}
    </RowLink>
  );
