import { useQuery } from '@tanstack/react-query';
import { api, type Schema } from '../../api/client';
import { list } from '../../api/keys';
import { useLocationId } from '../../app/location-switch';
import { formatCount } from '../../ui/amount';
import { Link } from '../../ui/link';
import { type ConnectState, connectStates } from '../../words/connect';
import { words } from '../../words/sends';
import { openStates, statesInOrder } from './states-in-order';

type States = Schema<'SendCounts'>['states'];

const countOf = (states: States, state: ConnectState | undefined): number =>
  (state ? [state] : openStates).reduce((sum, one) => sum + states[one], 0);

/** One state at a time, with how many Accounts are in it; the address holds which. */
export function StateTabs({ current }: { current: string | undefined }) {
  const locationId = useLocationId();
  // With the lists: counts that moved while these do not would contradict them.
  const { data } = useQuery({
    queryKey: list('send', 'counts', locationId),
    queryFn: () => api.get('/v1/accounts/counts', { params: { query: { locationId } } }),
  });
  return (
    <nav aria-label={words.states} className="flex flex-wrap gap-1">
      {[undefined, ...statesInOrder].map((state) => (
        <Link
          key={state ?? ''}
          to="."
          search={(search: object) => ({ ...search, state, cursor: undefined })}
          // Without these, the router itself would mark the first one as well.
          activeOptions={{ exact: true, explicitUndefined: true }}
          aria-current={state === current ? 'page' : undefined}
          className="rounded-full border border-transparent px-3 py-1 text-sm text-muted aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:text-text"
        >
          {words.tab(
            state ? connectStates[state][0] : words.open,
            data && formatCount(countOf(data.states, state)),
          )}
        </Link>
      ))}
    </nav>
  );
}
