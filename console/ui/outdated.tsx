import type { ReactNode } from 'react';
import { Loading } from './asked';

interface OutdatedProps {
  /** What is shown was asked for before; what is asked for now has not come yet. */
  when: boolean;
  children: ReactNode;
}

/** What was asked for before, dimmed under a word, so that nobody takes it for what comes. */
export const Outdated = ({ when, children }: OutdatedProps) => (
  <div aria-busy={when || undefined} className="relative">
    <div className={when ? 'opacity-40' : undefined}>{children}</div>
    {when && (
      <div className="appear-late absolute top-0 left-0 rounded-md border border-line bg-surface shadow">
        <Loading />
      </div>
    )}
  </div>
);
