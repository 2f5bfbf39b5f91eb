import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { Field, fieldError, Input } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { words as lists } from '../../words/lists';
import { acts as words } from '../../words/products';

export function NewGroup({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const add = useAct({
    act: (_: void, key) =>
      api.post('/v1/product-groups', {
        params: { header: { 'Idempotency-Key': key } },
        body: { name: name.trim() },
      }),
    changes: ['product-group'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Dialog open title={words.newGroupTitle} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field label={words.groupName} hint={words.groupNameHint} error={fieldError(add.error, '/name')}>
          {(input) => (
            <Input
              {...input}
              required
              maxLength={200}
              autoComplete="off"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <ProblemNote error={add.error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={add.isPending}>
            {words.addGroup}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
