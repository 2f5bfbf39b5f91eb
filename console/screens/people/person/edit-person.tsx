import type { FormEvent } from 'react';
import { api, type Schema } from '../../../api/client';
import { Button } from '../../../ui/button';
import { ChangedMeanwhile } from '../../../ui/changed-meanwhile';
import { Dialog, DialogButtons } from '../../../ui/dialog';
import { Field, fieldError, Input } from '../../../ui/field';
import { ProblemNote } from '../../../ui/problem';
import { useEdit } from '../../../ui/use-edit';
import { words as lists } from '../../../words/lists';
import { form as labels } from '../../../words/people';
import { words } from '../../../words/person';

type Person = Schema<'Person'>;

interface EditPersonProps {
  person: Person;
  onClose: () => void;
}

const formOf = ({ name, email }: Person) => ({ name, email: email ?? '' });

/** Edits the person as they were when the dialog opened: what another admin changes meanwhile is not lost. */
export function EditPerson({ person, onClose }: EditPersonProps) {
  const path = { id: person.id };
  const edit = useEdit({
    thing: person,
    formOf,
    read: () => api.get('/v1/persons/{id}', { params: { path } }),
    save: (form, shown, etag): Promise<Person> =>
      api.patch('/v1/persons/{id}', {
        params: { path, header: { 'If-Match': etag } },
        body: {
          ...(form.name.trim() !== shown.name && { name: form.name.trim() }),
          ...(form.email.trim() !== shown.email && { email: form.email.trim() || null }),
        },
      }),
    changes: ['person'],
    onDone: onClose,
  });
  const { form, setForm, error } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isSaving) edit.save();
  };
  return (
    <Dialog open title={words.editTitle(person.name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field label={labels.name} error={fieldError(error, '/name')}>
          {(input) => (
            <Input
              {...input}
              required
              autoFocus
              maxLength={200}
              autoComplete="off"
              value={form.name}
              onChange={({ target }) => setForm({ ...form, name: target.value })}
            />
          )}
        </Field>
        {person.kind === 'human' && (
          <Field label={labels.email} hint={words.emailHint} error={fieldError(error, '/email')}>
            {(input) => (
              <Input
                {...input}
                type="email"
                autoComplete="off"
                value={form.email}
                onChange={({ target }) => setForm({ ...form, email: target.value })}
              />
            )}
          </Field>
        )}
        <ChangedMeanwhile
          meanwhile={edit.meanwhile}
          labels={labels}
          tell={(name, shown) => shown[name] || words.noEmail}
        />
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
