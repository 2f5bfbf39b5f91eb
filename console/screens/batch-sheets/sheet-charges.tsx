import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { Amount } from '../../ui/amount';
import { Link, RowLink } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { News } from '../../ui/news';
import { Paged } from '../../ui/paged';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { words } from '../../words/batch-sheet';
import type { Sheet } from './use-sheet';

type Charge = Schema<'Charge'>;

const columns = (importId: string): readonly Column<Charge>[] => [
  {
    header: words.lines,
    cell: ({ line }) =>
      line === null ? (
        words.byHand
      ) : (
        <RowLink to="/imports/$id" params={{ id: importId }} search={{ tab: 'rows', line: String(line) }}>
          {words.line(line)}
        </RowLink>
      ),
  },
  {
    header: words.accountsId,
    cell: ({ accountId, accountsId }) => (
      <Link to="/accounts/$id" params={{ id: accountId }}>
        {accountsId}
      </Link>
    ),
  },
  { header: words.description, cell: ({ description }) => description },
  ...(['basis', 'markup', 'net'] as const).map((sum): Column<Charge> => ({
    header: words.sumRows[sum][0],
    numeric: true,
    cell: (charge) => <Amount value={charge[sum]} />,
  })),
];

/** Each charge, with the way to the row that it is made of. */
export function SheetCharges({ sheet: { id, importId, location, postedAt } }: { sheet: Sheet }) {
  const { cursor } = useSearch({ from: '/shell/batch-sheets/$id' });
  const query = usePage(
    'sheet',
    { id, cursor },
    () => api.get('/v1/batch-sheets/{id}/charges', { params: { path: { id }, query: { cursor } } }),
    'charges',
  );
  return (
    <Panel title={words.sums(location.currency)} aside={<News kind="sheet" id={id} />}>
      {postedAt === null && <Notice tone="neutral">{words.chargesPreview}</Notice>}
      <Paged query={query} cursor={cursor}>
        {(items) => (
          <Table
            caption={words.chargesCaption}
            columns={columns(importId)}
            items={items}
            keyOf={({ id, rowNumber }) => id ?? String(rowNumber)}
            empty={words.chargesEmpty}
          />
        )}
      </Paged>
    </Panel>
  );
}
