import { useSearch } from '@tanstack/react-router';
import { api } from '../../api/client';
import { usePage } from '../../api/page-of';
import { useLocationId } from '../../app/location-switch';
import { Paged } from '../../ui/paged';
import { Panel } from '../../ui/screen';
import { type ConnectState, connectStates, whatHappens } from '../../words/connect';
import { words } from '../../words/sends';
import { SendsTable } from './sends-table';

/** A page of the Accounts of one state. */
export function SendsOf({ state }: { state: ConnectState }) {
  const { cursor } = useSearch({ from: '/shell/sends' });
  const locationId = useLocationId();
  const query = usePage('send', { state, cursor, locationId }, () =>
    api.get('/v1/accounts', { params: { query: { connectState: state, cursor, locationId } } }),
  );
  const [text] = connectStates[state];
  return (
    <Panel>
      <p className="mb-3 text-sm text-muted">{whatHappens[state]}</p>
      <Paged query={query} cursor={cursor}>
        {(items) => <SendsTable caption={text} accounts={items} empty={words.noneOf(text)} />}
      </Paged>
    </Panel>
  );
}
