import { useId, type ReactNode } from 'react';
import { Button, type ButtonProps } from './button';

/** Something on which one may act, and why not now. */
export interface Actable<Action extends string> {
  actions: readonly Action[];
  blocked: readonly { action: Action; reason: string }[];
}

interface PermittedProps<Action extends string> extends Omit<ButtonProps, 'action' | 'children'> {
  on: Actable<Action>;
  action: NoInfer<Action>;
  children: ReactNode;
}

/** The button of an action: usable, or there with the reason why not, or absent where it never is one's own. */
export function Permitted<Action extends string>({ on, action, children, ...rest }: PermittedProps<Action>) {
  const id = useId();
  if (on.actions.includes(action)) return <Button {...rest}>{children}</Button>;
  const reason = on.blocked.find((one) => one.action === action)?.reason;
  if (reason === undefined) return null;
  return (
    <span className="inline-flex max-w-xs flex-col items-start gap-1">
      <Button {...rest} disabled aria-describedby={id}>
        {children}
      </Button>
      <span id={id} className="text-xs text-muted">
        {reason}
      </span>
    </span>
  );
}
