import type { ReactNode } from 'react';
import { classes } from './classes';

interface TwoColumnsProps {
  /** Read first. */
  children: readonly [first: ReactNode, second: ReactNode];
  /** Their widths; by default the first is the wider one. */
  widths?: keyof typeof grids;
}

/** In parts of the space that is there; in rem, so that larger letters end it as a narrower window does. */
const grids = {
  'wide first': '@4xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]',
  'narrow second': '@4xl:grid-cols-[minmax(0,1fr)_24rem]',
} as const;

/** Side by side where there is room for both, else one below the other. */
export const TwoColumns = ({ children: [first, second], widths = 'wide first' }: TwoColumnsProps) => (
  <div className="@container">
    <div className={classes('grid items-start gap-5', grids[widths])}>
      <div className="min-w-0 space-y-5">{first}</div>
      <div className="min-w-0 space-y-5">{second}</div>
    </div>
  </div>
);
