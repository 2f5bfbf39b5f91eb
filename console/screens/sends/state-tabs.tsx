import { Link } from '../../ui/link';
import { connectStates } from '../../words/connect';
import { words } from '../../words/sends';
import { statesInOrder } from './states-in-order';

/** One state at a time; the address holds which. */
export const StateTabs = ({ current }: { current: string | undefined }) => (
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
        {state ? connectStates[state][0] : words.open}
      </Link>
    ))}
  </nav>
);
