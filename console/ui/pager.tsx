import { Link } from './link';
import { words } from '../words/lists';

interface PagerProps {
  /** The cursor in the address; undefined on the first page. */
  cursor: string | undefined;
  next: string | null;
}

/** Pages by cursor: the address holds the page, so that going back is the browser's. */
export function Pager({ cursor, next }: PagerProps) {
  if (!cursor && next === null) return null;
  const turn = (to: string | undefined) => (search: object) => ({ ...search, cursor: to });
  return (
    <nav aria-label={words.pages} className="flex gap-4 pt-3 text-sm">
      {cursor && (
        <Link to="." search={turn(undefined)}>
          {words.firstPage}
        </Link>
      )}
      {next !== null && (
        <Link to="." search={turn(next)} rel="next">
          {words.nextPage}
        </Link>
      )}
    </nav>
  );
}
