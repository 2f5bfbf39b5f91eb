import type { MouseEvent } from 'react';
import { Link } from './link';
import { words } from '../words/lists';

interface PagerProps {
  /** The cursor in the address; undefined on the first page. */
  cursor: string | undefined;
  next: string | null;
}

/** The list is above: whoever turns its page reads on at its start, and not at its end. */
const goToList = ({ currentTarget }: MouseEvent) =>
  currentTarget.closest('nav')?.parentElement?.querySelector<HTMLElement>('[role=region]')?.focus();

/** Pages by cursor: the address holds the page, so that going back is the browser's. */
export function Pager({ cursor, next }: PagerProps) {
  if (!cursor && next === null) return null;
  const turn = (to: string | undefined) => (search: object) => ({ ...search, cursor: to });
  return (
    <nav aria-label={words.pages} className="flex gap-4 pt-3 text-sm">
      {cursor && (
        <Link to="." search={turn(undefined)} onClick={goToList}>
          {words.firstPage}
        </Link>
      )}
      {next !== null && (
        <Link to="." search={turn(next)} rel="next" onClick={goToList}>
          {words.nextPage}
        </Link>
      )}
    </nav>
  );
}
