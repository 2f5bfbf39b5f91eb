import { Square, SquareCheck } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { classes } from './classes';

interface TickBoxProps {
  label: string;
  ticked: boolean;
  /** Why it cannot be ticked now; undefined if it can. */
  off: string | undefined;
  onTick: () => void;
  /** Who ticked it, and when. */
  children?: ReactNode;
}

/** A large box that a person ticks once. It is taken off by other means, which ask for a reason. */
export function TickBox({ label, ticked, off, onTick, children }: TickBoxProps) {
  const id = useId();
  const closed = ticked || off !== undefined;
  const Icon = ticked ? SquareCheck : Square;
  return (
    <div className={classes('rounded-lg border p-3', ticked ? 'border-good bg-good-soft' : 'border-edge')}>
      <button
        type="button"
        role="checkbox"
        aria-checked={ticked}
        aria-disabled={closed || undefined}
        aria-describedby={id}
        className="flex w-full items-center gap-3 text-left text-base font-semibold aria-disabled:cursor-default"
        onClick={() => closed || onTick()}
      >
        <Icon aria-hidden className={classes('size-7 shrink-0', ticked ? 'text-good' : 'text-muted')} />
        {label}
      </button>
      <div id={id} className="space-y-0.5 pl-10 text-sm">
        {children}
        {off !== undefined && !ticked && <p className="text-muted">{off}</p>}
      </div>
    </div>
  );
}
