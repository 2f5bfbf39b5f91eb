import { api } from '../../api/client';
import { usePage } from '../../api/page-of';
import { useLocationId } from '../../app/location-switch';
import { Asked } from '../../ui/asked';
import { Link } from '../../ui/link';
import { Panel } from '../../ui/screen';
import { connectStates, whatHappens } from '../../words/connect';
import { words } from '../../words/sends';
import { SendsTable } from './sends-table';
import { openStates } from './states-in-order';

/** Of each state, as many as are read at a glance. */
const shown = 20;

/** Every state that has something, in a part of its own. */
export function OpenSends() {
  const locationId = useLocationId();
  const ask = (connectState: (typeof openStates)[number]) =>
    api.get('/v1/accounts', { params: { query: { connectState, locationId, limit: shown } } });
  const query = usePage(
    'send',
    { locationId },
    async () => {
      const parts = openStates.map(async (state) => ({ state, page: await ask(state) }));
      return { items: (await Promise.all(parts)).filter(({ page }) => page.items.length > 0), next: null };
    },
    'open',
  );
  return (
    <Asked query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Panel>
            <p className="py-6 text-center text-sm text-muted">{words.noneOpen}</p>
          </Panel>
        ) : (
          items.map(({ state, page }) => (
            <Panel
              key={state}
              title={words.part(connectStates[state][0], page.items.length, page.next !== null)}
            >
              <p className="mb-3 text-sm text-muted">{whatHappens[state]}</p>
              <SendsTable caption={connectStates[state][0]} accounts={page.items} empty="" />
              {page.next !== null && (
                <p className="pt-3 text-sm">
                  <Link to="." search={(search: object) => ({ ...search, state })}>
                    {words.more}
                  </Link>
                </p>
              )}
            </Panel>
          ))
        )
      }
    </Asked>
  );
}
