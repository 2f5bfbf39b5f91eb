import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api, etagOf, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem';
import { form as words } from '../../words/accounts';
import { words as lists } from '../../words/lists';
import { AccountFields } from './account-fields';
import { changesOf, formOf } from './account-form';

interface EditAccountProps {
  account: Schema<'Account'>;
  onClose: () => void;
}

/** Edits the Account as it was when the dialog opened: what another person changes meanwhile is not lost. */
export function EditAccount({ account, onClose }: EditAccountProps) {
  const [shown] = useState(account);
  const [form, setForm] = useState(() => formOf(shown));
  const edit = useAct({
    act: () =>
      api.patch('/v1/accounts/{id}', {
        params: { path: { id: shown.id }, header: { 'If-Match': etagOf(shown) ?? '' } },
        body: changesOf(formOf(shown), form),
      }),
    changes: ['account', 'send'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isPending) edit.mutate();
  };
  return (
    <Dialog open title={words.editTitle(shown.accountsId)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        {shown.connectState !== 'not-sent' && (
          <p className="text-sm text-muted">
            {shown.connectState === 'linked' ? words.editLinked : words.editUnsent}
          </p>
        )}
        <AccountFields form={form} onChange={setForm} error={edit.error} />
        <ProblemNote error={edit.error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={edit.isPending}>
            {words.save}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
