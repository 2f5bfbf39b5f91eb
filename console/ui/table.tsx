import type { ReactNode } from 'react';
import { classes } from './classes';

export interface Column<Item> {
  header: ReactNode;
  cell: (item: Item) => ReactNode;
  /** Right-aligned, with digits of one width. */
  numeric?: boolean;
}

interface TableProps<Item> {
  /** What the table lists, for those who cannot see it. */
  caption: string;
  columns: readonly Column<Item>[];
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** What would be here, and how it gets here. */
  empty: ReactNode;
  /** Below the last row, cell for cell. */
  foot?: readonly ReactNode[];
}

/** A page of a list. Its rows are walked with j and k where their first cell holds a link. */
export function Table<Item>({ caption, columns, items, keyOf, empty, foot }: TableProps<Item>) {
  if (items.length === 0) return <div className="px-1 py-6 text-center text-sm text-muted">{empty}</div>;
  const cellClasses = ({ numeric }: Column<Item>) =>
    classes('px-3 py-2 align-top', numeric ? 'text-right tabular-nums' : 'text-left');
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {columns.map((column, at) => (
              <th
                key={at}
                scope="col"
                className={classes(cellClasses(column), 'font-medium whitespace-nowrap')}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)} className="border-b border-line last:border-0 hover:bg-sunken/60">
              {columns.map((column, at) => (
                <td key={at} className={cellClasses(column)}>
                  {column.numeric ? column.cell(item) : <Wrapped>{column.cell(item)}</Wrapped>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr className="border-t border-edge font-medium">
              {columns.map((column, at) => (
                <td key={at} className={cellClasses(column)}>
                  {foot[at]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** A word of a hundred letters, such as a code, must not push all other columns out of sight. */
const Wrapped = ({ children }: { children: ReactNode }) => (
  <div className="max-w-[min(32rem,70vw)] break-words">{children}</div>
);
