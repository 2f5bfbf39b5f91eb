import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import type { RowAction } from '../../../../domain/imports/row-actions';
import { useMe } from '../../../app/me';
import { Amount, counted, formatCount } from '../../../ui/amount';
import { Asked } from '../../../ui/asked';
import { Link } from '../../../ui/link';
import { Outdated } from '../../../ui/outdated';
import { Pager } from '../../../ui/pager';
import { type Column, Table } from '../../../ui/table';
import { words } from '../../../words/import-codes';
import { words as rowWords } from '../../../words/import-rows';
import { ActOnRows, type ChosenRows } from '../rows/act-on-rows';
import { CodeWaysOut, WhyNoWayOut } from './code-ways-out';
import { daysOf } from './days-of';
import { GiveCode } from './give-code';

type CodeProblem = Schema<'CodeProblem'>;
type Likely = Schema<'LikelyAccount'>;

interface CodeProblemsProps {
  found: Schema<'ChargeImport'>;
  onGiven: (code: string) => void;
}

/** Unmatched rows by code: a code is given to an Account right here. */
export function CodeProblems({ found, onGiven }: CodeProblemsProps) {
  const { may } = useMe();
  const { cursor } = useSearch({ from: '/shell/imports/$id' });
  const [giving, setGiving] = useState<{ problem: CodeProblem & { code: string }; likely?: Likely }>();
  const [acting, setActing] = useState<{ problem: CodeProblem; action: RowAction }>();
  const [changed, setChanged] = useState<number>();
  const { id, location } = found;
  const query = useQuery({
    queryKey: one('import', id, 'codes', cursor),
    queryFn: () => api.get('/v1/charge-imports/{id}/codes', { params: { path: { id }, query: { cursor } } }),
    placeholderData: keepPreviousData,
  });
  const mayGive = may('manage-accounts', location.id) && found.actions.includes('rematch');
  const columns: readonly Column<CodeProblem>[] = [
    {
      header: words.code,
      cell: ({ code }) => <code className="block max-w-72 min-w-20 break-words">{code ?? words.noCode}</code>,
    },
    { header: words.reason, cell: ({ reason }) => reason },
    { header: words.rows, numeric: true, cell: (problem) => <RowsOf problem={problem} /> },
    { header: words.sum(location.currency), numeric: true, cell: ({ amount }) => <Amount value={amount} /> },
    {
      header: words.days,
      cell: (problem) => <span className="block min-w-28">{daysOf(problem)}</span>,
    },
    {
      header: words.likely,
      cell: (problem) => (
        <CodeWaysOut
          problem={problem}
          locationId={location.id}
          mayGive={mayGive}
          onGive={(likely) =>
            problem.code !== null && setGiving({ problem: { ...problem, code: problem.code }, likely })
          }
          onAct={(action) => setActing({ problem, action })}
        />
      ),
    },
  ];
  return (
    <Asked query={query}>
      {({ items, next }) => (
        <Outdated when={query.isPlaceholderData}>
          <p role="status" className="text-sm text-good">
            {changed !== undefined && rowWords.done(counted(changed, 'row'))}
          </p>
          <WhyNoWayOut problem={items[0]} />
          <Table
            caption={words.caption}
            columns={columns}
            items={items}
            keyOf={({ code, reason }) => `${reason} ${code ?? ''}`}
            empty={words.empty}
          />
          <Pager cursor={cursor} next={next} />
          {giving && (
            <GiveCode
              problem={giving.problem}
              likely={giving.likely}
              location={location}
              onClose={() => setGiving(undefined)}
              onGiven={() => {
                onGiven(giving.problem.code);
                setGiving(undefined);
              }}
            />
          )}
          {acting && (
            <ActOnRows
              found={found}
              action={acting.action}
              chosen={rowsOf(acting.problem)}
              onClose={() => setActing(undefined)}
              onDone={(rows) => {
                setActing(undefined);
                setChanged(rows);
              }}
            />
          )}
        </Outdated>
      )}
    </Asked>
  );
}

const rowsOf = ({ code, reason, rows, amount }: CodeProblem): ChosenRows => ({
  filter: { status: 'unmatched', reason, code, differs: undefined },
  rows,
  sum: amount,
});

/** Leads to the rows of a code. */
function RowsOf({ problem: { code, reason, rows } }: { problem: CodeProblem }) {
  const to = { tab: 'rows', status: 'unmatched', reason, code: code ?? undefined, cursor: undefined };
  return (
    <Link
      to="."
      hash="rows"
      search={(search: object) => ({ ...search, ...to })}
      aria-label={words.rowsOf(formatCount(rows), code ?? words.noCode)}
    >
      {formatCount(rows)}
    </Link>
  );
}
