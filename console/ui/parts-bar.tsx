import { classes } from './classes';
import { sharesOf } from './shares';
import type { Tone } from './badge';

const fills: Record<Tone, string> = {
  neutral: 'fill-edge',
  info: 'fill-info',
  good: 'fill-good',
  warn: 'fill-warn',
  danger: 'fill-danger',
};

export interface BarPart<Name extends string = string> {
  name: Name;
  count: number;
  tone: Tone;
}

/** Parts of a whole, side by side. It only adds to words and numbers that stand beside it. */
export const PartsBar = ({ parts, className }: { parts: readonly BarPart[]; className?: string }) => (
  <svg
    aria-hidden
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    className={classes('block h-2 w-full rounded-full bg-sunken', className)}
  >
    {sharesOf(parts).map(({ name, from, width }, at) => (
      <rect
        key={name}
        x={from + (at > 0 ? 0.5 : 0)}
        width={Math.max(width - (at > 0 ? 0.5 : 0), 0)}
        height="10"
        className={fills[parts.find((part) => part.name === name)?.tone ?? 'neutral']}
      />
    ))}
  </svg>
);
