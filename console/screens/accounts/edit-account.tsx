import type { FormEvent } from 'react';
import { api, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { ChangedMeanwhile } from '../../ui/changed-meanwhile';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem';
import { formatDay } from '../../ui/time';
import { useEdit } from '../../ui/use-edit';
import { form as words, words as list } from '../../words/accounts';
import { words as lists } from '../../words/lists';
import { AccountFields } from './account-fields';
import { type AccountForm, changesOf, formOf } from './account-form';

interface EditAccountProps {
  account: Schema<'Account'>;
  onClose: () => void;
}

/** Edits the Account as it was when the dialog opened: what another person changes meanwhile is not lost. */
export function EditAccount({ account, onClose }: EditAccountProps) {
  const path = { id: account.id };
  const edit = useEdit({
    thing: account,
    formOf,
    save: (form, shown, etag) =>
      api.patch('/v1/accounts/{id}', {
        params: { path, header: { 'If-Match': etag } },
        body: changesOf(shown, form),
      }),
    read: () => api.get('/v1/accounts/{id}', { params: { path } }),
    changes: ['account', 'send'],
    onDone: onClose,
  });
  const { form, setForm, seen, error } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isSaving) edit.save();
  };
  return (
    <Dialog open title={words.editTitle(seen.accountsId)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        {seen.connectState !== 'not-sent' && (
          <p className="text-sm text-muted">
            {seen.connectState === 'linked' ? words.editLinked : words.editUnsent}
          </p>
        )}
        <AccountFields form={form} onChange={setForm} error={error} />
        <ChangedMeanwhile meanwhile={edit.meanwhile} labels={labels} tell={tell} />
        <ProblemNote error={error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={edit.isSaving}>
            {words.save}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

const labels = {
  accountsId: list.accountsId,
  name: list.name,
  type: list.type,
  tenancyFrom: words.tenancyFrom,
  tenancyTo: words.tenancyTo,
};

function tell(name: keyof AccountForm, form: AccountForm): string {
  if (form[name] === '') return lists.empty;
  return name === 'tenancyFrom' || name === 'tenancyTo' ? formatDay(form[name]) : form[name];
}
