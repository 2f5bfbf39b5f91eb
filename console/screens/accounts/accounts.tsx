import { useSearch } from '@tanstack/react-router';
import { useMe } from '../../app/me';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { Choice, Filters, Search } from '../../ui/filters';
import { ButtonLink, RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { Paged } from '../../ui/paged';
import { Panel, Screen } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { formatDay } from '../../ui/time';
import { words } from '../../words/accounts';
import { connectStates } from '../../words/connect';
import { StateBadge } from './state-badge';

type Account = Schema<'Account'>;

const columns = (locationName: (id: string) => string | undefined): readonly Column<Account>[] => [
  {
    header: words.accountsId,
    cell: ({ id, accountsId }) => (
      <RowLink to="/accounts/$id" params={{ id }}>
        {accountsId}
      </RowLink>
    ),
  },
  { header: words.name, cell: ({ name }) => name },
  { header: words.type, cell: ({ type }) => type },
  { header: words.location, cell: ({ locationId }) => locationName(locationId) },
  { header: words.tenancy, cell: (account) => tenancyOf(account) },
  { header: words.connect, cell: ({ connectState }) => <StateBadge state={connectState} /> },
  { header: words.codes, cell: ({ accountCodes }) => accountCodes.map(({ code }) => code).join(', ') || '–' },
];

export function AccountsScreen() {
  const { locations, mayAnywhere, may } = useMe();
  const { q, state, cursor, location } = useSearch({ from: '/shell/accounts' });
  const query = usePage('account', { q, state, cursor, location }, () =>
    api.get('/v1/accounts', {
      params: { query: { q, connectState: state as Account['connectState'], cursor, locationId: location } },
    }),
  );
  const mayAdd = location ? may('manage-accounts', location) : mayAnywhere('manage-accounts');
  const nameOf = (id: string) => locations.find((one) => one.id === id)?.name;
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        mayAdd && (
          <ButtonLink look="primary" to="/accounts/new">
            {words.add}
          </ButtonLink>
        )
      }
    >
      <Panel>
        <Filters>
          <Search label={words.search} name="q" value={q} />
          <Choice
            label={words.state}
            name="state"
            value={state}
            any={words.anyState}
            choices={Object.entries(connectStates).map(([value, [text]]) => [value, text] as const)}
          />
          <News kind="account" />
        </Filters>
        <Paged query={query} cursor={cursor}>
          {(items) => (
            <Table
              caption={words.caption}
              columns={columns(nameOf)}
              items={items}
              keyOf={({ id }) => id}
              empty={words.empty}
            />
          )}
        </Paged>
      </Panel>
    </Screen>
  );
}

function tenancyOf({ tenancyFrom, tenancyTo }: Account): string {
  const from = tenancyFrom && words.from(formatDay(tenancyFrom));
  const to = tenancyTo && words.until(formatDay(tenancyTo));
  return [from, to].filter(Boolean).join(' ') || '–';
}
