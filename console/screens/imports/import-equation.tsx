import type { ReactNode } from 'react';
import { type RowStatus, rowStatuses } from '../../../domain/imports/totals';
import type { Schema } from '../../api/client';
import { Amount, formatCount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { Link } from '../../ui/link';
import { PartsBar } from '../../ui/parts-bar';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { words } from '../../words/import';
import { parts } from '../../words/imports';
import { amountColumns, presentParts } from './import-parts';

type ChargeImport = Schema<'ChargeImport'>;

/** `file = matched + unmatched + invalid + duplicate + ignored`, in rows and in money; each part lists its rows. */
export function ImportEquation({ found }: { found: ChargeImport }) {
  const { rows, amount, location } = found;
  const columns = amountColumns(found);
  const present = presentParts(found);
  const shown: readonly Column<RowStatus>[] = [
    { header: words.part, cell: (status) => <PartLink status={status}>{parts[status][0]}</PartLink> },
    {
      header: words.rows,
      numeric: true,
      cell: (status) => <PartLink status={status}>{formatCount(rows[status])}</PartLink>,
    },
    ...columns.map((column) => ({
      header: words[column](location.currency),
      numeric: true,
      cell: (status: RowStatus) => <Amount value={amount[column]?.[status]} digits={digitsOf(found)} />,
    })),
    {
      header: words.meaning,
      cell: (status) => <span className="block min-w-56 text-muted">{words.explained[status]}</span>,
    },
  ];
  const foot: ReactNode[] = [
    <PartLink key="file">{words.file}</PartLink>,
    formatCount(rows.file),
    ...columns.map((column) => <Amount key={column} value={amount[column]?.file} digits={digitsOf(found)} />),
    <span key="sum" className="text-muted tabular-nums">
      {words.sumOf(
        formatCount(rows.file),
        rowStatuses.map((status) => formatCount(rows[status])).join(' + '),
      )}
    </span>,
  ];
  return (
    <Panel title={words.equation}>
      <PartsBar
        parts={present.map(({ status, count }) => ({ name: status, count, tone: parts[status][1] }))}
        className="mb-3 h-3"
      />
      <Table
        caption={words.equationCaption}
        columns={shown}
        items={rowStatuses}
        keyOf={(status) => status}
        empty=""
        foot={foot}
      />
    </Panel>
  );
}

/** One precision for a column, so that its points stand below each other. */
const digitsOf = ({ amount }: ChargeImport): number => {
  const texts = [amount.sell, amount.buy].flatMap((column) => (column ? Object.values(column) : []));
  return Math.min(6, Math.max(2, ...texts.map((text) => text.split('.')[1]?.length ?? 0)));
};

interface PartLinkProps {
  status?: RowStatus;
  children: string;
}

const PartLink = ({ status, children }: PartLinkProps) => (
  <Link
    to="."
    hash="rows"
    search={({ location }: { location?: string }) => ({ location, tab: 'rows', status })}
    aria-label={status ? `${children}, ${parts[status][0]}` : undefined}
  >
    {status && children === parts[status][0] ? <Badge tone={parts[status][1]}>{children}</Badge> : children}
  </Link>
);
