import type { ComponentProps } from 'react';
import { classes } from './classes';

const looks = {
  primary: 'bg-accent text-on-accent border-accent hover:brightness-110',
  plain: 'bg-surface text-text border-edge hover:bg-sunken',
  danger: 'bg-surface text-danger border-danger hover:bg-danger-soft',
  quiet: 'border-transparent text-accent hover:bg-accent-soft',
} as const;

export type ButtonLook = keyof typeof looks;

export const buttonClasses = (look: ButtonLook): string =>
  classes(
    'inline-flex min-h-9 items-center justify-center gap-2 rounded-md border px-3 py-1.5 text-sm font-medium',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60 aria-disabled:hover:brightness-100',
    looks[look],
  );

export interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  /** What it does is under way: it cannot be pressed again. */
  busy?: boolean;
}

/** It acts; what opens something is a link. While busy or disabled it keeps the focus, and says so. */
export function Button({
  look = 'plain',
  busy,
  disabled,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const off = disabled || busy;
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      className={classes(buttonClasses(look), className)}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

export const Spinner = () => (
  <span
    aria-hidden
    className="inline-block size-4 animate-spin rounded-full border-2 border-current border-r-transparent"
  />
);
