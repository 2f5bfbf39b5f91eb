import { type FormEvent, useState } from 'react';
import { useAct } from '../../../api/act';
import { api, etagOf, type Schema } from '../../../api/client';
import { Button } from '../../../ui/button';
import { Dialog, DialogButtons } from '../../../ui/dialog';
import { Field, fieldError, Input } from '../../../ui/field';
import { ProblemNote } from '../../../ui/problem';
import { words as lists } from '../../../words/lists';
import { form } from '../../../words/people';
import { words } from '../../../words/person';

interface EditPersonProps {
  person: Schema<'Person'>;
  onClose: () => void;
}

/** Edits the person as they were when the dialog opened: what another admin changes meanwhile is not lost. */
export function EditPerson({ person, onClose }: EditPersonProps) {
  const [shown] = useState(person);
  const [name, setName] = useState(shown.name);
  const [email, setEmail] = useState(shown.email ?? '');
  const edit = useAct({
    act: () =>
      api.patch('/v1/persons/{id}', {
        params: { path: { id: shown.id }, header: { 'If-Match': etagOf(shown) ?? '' } },
        body: {
          ...(name.trim() !== shown.name && { name: name.trim() }),
          ...(email.trim() !== (shown.email ?? '') && { email: email.trim() || null }),
        },
      }),
    changes: ['person'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isPending) edit.mutate();
  };
  return (
    <Dialog open title={words.editTitle(shown.name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field label={form.name} error={fieldError(edit.error, '/name')}>
          {(input) => (
            <Input
              {...input}
              required
              autoFocus
              maxLength={200}
              autoComplete="off"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        {shown.kind === 'human' && (
          <Field label={form.email} hint={words.emailHint} error={fieldError(edit.error, '/email')}>
            {(input) => (
              <Input
                {...input}
                type="email"
                autoComplete="off"
                value={email}
                onChange={({ target }) => setEmail(target.value)}
              />
            )}
          </Field>
        )}
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
