import type { ReactNode } from 'react';
import { AskReason } from './ask-reason';
import type { ButtonLook } from './button';

interface AskOnceProps {
  title: ReactNode;
  /** The verb on the button. */
  verb: string;
  look?: ButtonLook;
  /** What a press does. */
  change: { mutate: () => void; isPending: boolean; error: unknown };
  onClose: () => void;
  /** What follows from it. */
  children: ReactNode;
}

/** Asks once before something of which no reason is kept. */
export const AskOnce = ({ change: { mutate, isPending, error }, ...asked }: AskOnceProps) => (
  <AskReason {...asked} open withoutReason busy={isPending} error={error} onConfirm={() => mutate()} />
);
