import { type FormEvent, type ReactNode, useState } from 'react';
import { words } from '../words/lists';
import { Button, type ButtonLook } from './button';
import { Dialog, DialogButtons } from './dialog';
import { Field, fieldError, TextArea } from './field';
import { ProblemNote } from './problem';

interface AskReasonProps {
  open: boolean;
  title: ReactNode;
  /** What follows from it, with the thing and the sum. */
  children?: ReactNode;
  /** The verb on the button. */
  verb: string;
  look?: ButtonLook;
  /** Asked without a reason where none is kept. */
  withoutReason?: boolean;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

/** Asks once before something that cannot simply be undone, and for the reason that is kept with it. */
export function AskReason(props: AskReasonProps) {
  const {
    open,
    title,
    children,
    verb,
    look = 'danger',
    withoutReason,
    busy,
    error,
    onClose,
    onConfirm,
  } = props;
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onConfirm(reason.trim());
  };
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        {children}
        {!withoutReason && (
          <Field label={words.reason} hint={words.reasonIsKept} error={fieldError(error, '/reason')}>
            {(input) => (
              <TextArea
                {...input}
                required
                autoFocus
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            )}
          </Field>
        )}
        <ProblemNote error={error} />
        <DialogButtons>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" look={look} busy={busy}>
            {verb}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
