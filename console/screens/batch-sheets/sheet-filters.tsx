import { useMe } from '../../app/me';
import { Choice, DayFilter, Filters, Search } from '../../ui/filters';
import { Link } from '../../ui/link';
import { News } from '../../ui/news';
import { states, words } from '../../words/batch-sheets';

interface SheetFiltersProps {
  state: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  number?: string | undefined;
  person?: string | undefined;
}

export const SheetFilters = ({ state, from, to, number, person }: SheetFiltersProps) => (
  <>
    <QuickFilters />
    <Filters>
      <Search label={words.number} name="number" value={number} />
      <Choice
        label={words.state}
        name="state"
        value={state}
        any={words.anyState}
        choices={Object.entries(states).map(([value, [text]]) => [value, text] as const)}
      />
      <DayFilter label={words.from} name="from" value={from} />
      <DayFilter label={words.to} name="to" value={to} />
      <News kind="sheet" />
    </Filters>
    {person && (
      <p className="pb-3 text-sm">
        {words.byPerson}{' '}
        <Link to="." search={(search: object) => ({ ...search, person: undefined, cursor: undefined })}>
          {words.everybody}
        </Link>
      </p>
    )}
  </>
);

function QuickFilters() {
  const { id } = useMe();
  return (
    <nav aria-label={words.quick} className="flex flex-wrap gap-x-5 gap-y-1 pb-3 text-sm">
      <Link to="/batch-sheets" search={{ state: 'completed' }}>
        {words.waiting}
      </Link>
      <Link to="/batch-sheets" search={{ person: id }}>
        {words.mine}
      </Link>
      <Link to="/batch-sheets" search={{}}>
        {words.all}
      </Link>
    </nav>
  );
}
