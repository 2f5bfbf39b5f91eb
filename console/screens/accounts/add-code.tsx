import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { Field, fieldError, Input } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { codes as words } from '../../words/account';
import { words as lists } from '../../words/lists';

interface AddCodeProps {
  account: Schema<'Account'>;
  onClose: () => void;
}

export function AddCode({ account: { id, accountsId, accountCodes, tenancyFrom }, onClose }: AddCodeProps) {
  const [code, setCode] = useState(accountCodes.length === 0 ? accountsId : '');
  const [from, setFrom] = useState(tenancyFrom ?? '');
  const [to, setTo] = useState('');
  const add = useAct({
    act: (_: void, key) =>
      api.post('/v1/accounts/{id}/account-codes', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { code: code.trim(), effectiveFrom: from || null, effectiveTo: to || null },
      }),
    changes: ['account', 'send', 'import', 'sheet'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Dialog open title={words.addTitle} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-muted">{words.addWhy}</p>
        <Field label={words.code} hint={words.codeHint} error={fieldError(add.error, '/code')}>
          {(input) => (
            <Input
              {...input}
              required
              autoFocus
              maxLength={100}
              autoComplete="off"
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.from} hint={words.fromHint} error={fieldError(add.error, '/effectiveFrom')}>
            {(input) => (
              <Input {...input} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
            )}
          </Field>
          <Field label={words.to} hint={words.toHint} error={fieldError(add.error, '/effectiveTo')}>
            {(input) => (
              <Input {...input} type="date" value={to} onChange={({ target }) => setTo(target.value)} />
            )}
          </Field>
        </div>
        <ProblemNote error={add.error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={add.isPending}>
            {words.add}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
