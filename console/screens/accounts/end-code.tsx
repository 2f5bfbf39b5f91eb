import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { Field, fieldError, Input } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { codes as words } from '../../words/account';
import { words as lists } from '../../words/lists';

interface EndCodeProps {
  /** Of the Account. */
  id: string;
  code: Schema<'AccountCode'>;
  onClose: () => void;
}

/** Sets, moves or takes away the day on which a code ends. */
export function EndCode({ id, code: shown, onClose }: EndCodeProps) {
  const [to, setTo] = useState(shown.effectiveTo ?? '');
  const end = useAct({
    act: () =>
      api.patch('/v1/accounts/{id}/account-codes/{codeId}', {
        params: { path: { id, codeId: shown.id }, header: { 'If-Match': `"${shown.version}"` } },
        body: { effectiveTo: to || null },
      }),
    changes: ['account', 'send', 'import', 'sheet'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!end.isPending) end.mutate();
  };
  return (
    <Dialog open title={words.endTitle(shown.code)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-muted">{words.addWhy}</p>
        <Field label={words.to} hint={words.toHint} error={fieldError(end.error, '/effectiveTo')}>
          {(input) => (
            <Input
              {...input}
              type="date"
              autoFocus
              value={to}
              onChange={({ target }) => setTo(target.value)}
            />
          )}
        </Field>
        <ProblemNote error={end.error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={end.isPending}>
            {words.save}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
