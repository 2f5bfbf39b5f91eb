import type { FormEvent } from 'react';
import { api, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { ChangedMeanwhile } from '../../ui/changed-meanwhile';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { Field, fieldError, Input } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { formatDay } from '../../ui/time';
import { useEdit } from '../../ui/use-edit';
import { codes as words } from '../../words/account';
import { words as lists } from '../../words/lists';

type Code = Schema<'AccountCode'>;

interface EndCodeProps {
  /** Of the Account. */
  id: string;
  code: Code;
  onClose: () => void;
}

const formOf = ({ effectiveTo }: Code) => ({ effectiveTo: effectiveTo ?? '' });

/** Sets, moves or takes away the day on which a code ends. */
export function EndCode({ id, code, onClose }: EndCodeProps) {
  const end = useEdit({
    thing: code,
    formOf,
    save: ({ effectiveTo }, _shown, _etag, { version }): Promise<Code> =>
      api.patch('/v1/accounts/{id}/account-codes/{codeId}', {
        params: { path: { id, codeId: code.id }, header: { 'If-Match': `"${version}"` } },
        body: { effectiveTo: effectiveTo || null },
      }),
    read: async () => {
      const { accountCodes } = await api.get('/v1/accounts/{id}', { params: { path: { id } } });
      return accountCodes.find((one) => one.id === code.id) ?? code;
    },
    changes: ['account', 'send', 'import', 'sheet'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!end.isSaving) end.save();
  };
  return (
    <Dialog open title={words.endTitle(code.code)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-muted">{words.addWhy}</p>
        <Field label={words.to} hint={words.toHint} error={fieldError(end.error, '/effectiveTo')}>
          {(input) => (
            <Input
              {...input}
              type="date"
              autoFocus
              value={end.form.effectiveTo}
              onChange={({ target }) => end.setForm({ effectiveTo: target.value })}
            />
          )}
        </Field>
        <ChangedMeanwhile
          meanwhile={end.meanwhile}
          labels={{ effectiveTo: words.to }}
          tell={(_name, { effectiveTo }) => (effectiveTo ? formatDay(effectiveTo) : words.never)}
        />
        <ProblemNote error={end.error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={end.isSaving}>
            {words.save}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
