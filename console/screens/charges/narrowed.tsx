import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { one } from '../../api/keys';
import { Link } from '../../ui/link';
import { words } from '../../words/charges';
import { sheetQuery } from '../imports/import-query';

interface NarrowedProps {
  account: string | undefined;
  sheet: string | undefined;
}

/** To which Account and sheet the ledger is narrowed, and the way out. */
export const Narrowed = ({ account, sheet }: NarrowedProps) => (
  <>
    {account && <OnlyAccount id={account} />}
    {sheet && <OnlySheet id={sheet} />}
  </>
);

function OnlyAccount({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: one('account', id),
    queryFn: () => api.get('/v1/accounts/{id}', { params: { path: { id } } }),
  });
  return (
    <Only text={data ? words.only(`${data.accountsId} ${data.name}`) : words.onlyAccount} name="account">
      {words.allAccounts}
    </Only>
  );
}

function OnlySheet({ id }: { id: string }) {
  const { data } = useQuery(sheetQuery(id));
  return (
    <Only text={data ? words.only(`${data.number} ${data.title}`) : words.onlySheet} name="sheet">
      {words.allSheets}
    </Only>
  );
}

const Only = ({ text, name, children }: { text: string; name: 'account' | 'sheet'; children: string }) => (
  <p className="pb-2 text-sm">
    {text}{' '}
    <Link to="." search={(search: object) => ({ ...search, [name]: undefined, cursor: undefined })}>
      {children}
    </Link>
  </p>
);
