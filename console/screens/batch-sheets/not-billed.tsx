import type { ReactNode } from 'react';
import { formatAmount, formatCount } from '../../ui/amount';
import { Link } from '../../ui/link';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { words } from '../../words/batch-sheet';
import type { Sheet } from './use-sheet';

interface Left {
  name: ReactNode;
  key: string;
  rows: number;
  amount: string;
}

/** What the file has and this sheet does not bill; its first tick acknowledges it. */
export function NotBilled({ sheet }: { sheet: Sheet }) {
  const { acknowledged, location } = sheet;
  const money = (amount: string) => formatAmount(amount, location.currency);
  const columns: readonly Column<Left>[] = [
    { header: words.leftOver, cell: ({ name }) => name },
    { header: words.rows, numeric: true, cell: ({ rows }) => formatCount(rows) },
    { header: words.amount, numeric: true, cell: ({ amount }) => money(amount) },
  ];
  const { rows, amount } = sheet.notBilled;
  return (
    <Panel title={words.notBilled}>
      <Table
        caption={words.notBilled}
        columns={columns}
        items={leftOf(sheet)}
        keyOf={({ key }) => key}
        empty={words.everythingBilled}
        foot={[words.kinds.together, formatCount(rows), money(amount)]}
      />
      {acknowledged && acknowledged.rows > 0 && (
        <p className="pt-3 text-sm text-muted">
          {words.acknowledged(acknowledged.rows, money(acknowledged.amount))}
        </p>
      )}
    </Panel>
  );
}

function leftOf({ importId, rows, amount, awaitingCorrection }: Sheet): Left[] {
  const column = amount.sell ?? amount.buy;
  const rowsOf = (status: 'unmatched' | 'invalid') => (
    <Link to="/imports/$id" params={{ id: importId }} search={{ tab: 'rows', status }}>
      {words.kinds[status]}
    </Link>
  );
  const all: Left[] = [
    { key: 'unmatched', name: rowsOf('unmatched'), rows: rows.unmatched, amount: column?.unmatched ?? '0' },
    { key: 'invalid', name: rowsOf('invalid'), rows: rows.invalid, amount: column?.invalid ?? '0' },
    { key: 'awaiting', name: words.kinds.awaiting, ...awaitingCorrection },
  ];
  return all.filter((one) => one.rows > 0);
}
