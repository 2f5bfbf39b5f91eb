import type { ReactNode } from 'react';
import { Link } from './link';

interface TabsProps {
  label: string;
  /** The name in the address, and what is read. The first is the one without a name. */
  tabs: readonly { name: string | undefined; text: ReactNode }[];
  current: string | undefined;
}

/** Links to the parts of a screen: the address holds which one is open. */
export const Tabs = ({ label, tabs, current }: TabsProps) => (
  <nav aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
    {tabs.map(({ name, text }) => (
      <Link
        key={name ?? ''}
        to="."
        search={(search: object) => ({ ...search, tab: name, cursor: undefined })}
        // Without these, the router itself would mark the first tab as well.
        activeOptions={{ exact: true, explicitUndefined: true }}
        aria-current={name === current ? 'page' : undefined}
        className="border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-muted aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text"
      >
        {text}
      </Link>
    ))}
  </nav>
);
