import { type FormEvent, useState } from 'react';
import { roles as allRoles, type Role } from '../../../../domain/people/roles';
import { useAct } from '../../../api/act';
import { api, type Schema } from '../../../api/client';
import { useMe } from '../../../app/me';
import { Button } from '../../../ui/button';
import { Dialog, DialogButtons } from '../../../ui/dialog';
import { Field, fieldError, Select } from '../../../ui/field';
import { ProblemNote } from '../../../ui/problem';
import { words as lists } from '../../../words/lists';
import { roles } from '../../../words/people';
import { grants as words } from '../../../words/person';

interface AddGrantProps {
  person: Schema<'Person'>;
  onClose: () => void;
}

/** Gives a role at one Location, or at all of them. */
export function AddGrant({ person: { id, name }, onClose }: AddGrantProps) {
  const { locations } = useMe();
  const [role, setRole] = useState<Role>('viewer');
  const [place, setPlace] = useState('');
  const add = useAct({
    act: (_: void, key) =>
      api.post('/v1/persons/{id}/grants', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { role, locationId: place === everywhere ? null : place },
      }),
    changes: ['person'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Dialog open title={words.addTitle(name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field label={words.role} hint={words.waits} error={fieldError(add.error, '/role')}>
          {(input) => (
            <Select
              {...input}
              autoFocus
              value={role}
              onChange={({ target }) => setRole(target.value as Role)}
            >
              {allRoles.map((one) => (
                <option key={one} value={one}>
                  {roles[one].join(': ')}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={words.place} error={fieldError(add.error, '/locationId')}>
          {(input) => (
            <Select {...input} required value={place} onChange={({ target }) => setPlace(target.value)}>
              <option value="">{words.choosePlace}</option>
              <option value={everywhere}>{words.allLocations}</option>
              {locations.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
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

/** Chosen, unlike nothing: no Location has this id. */
const everywhere = 'all';
