import { type FormEvent, useState } from 'react';
import { useAct } from '../../../api/act';
import { api } from '../../../api/client';
import { Button } from '../../../ui/button';
import { Dialog, DialogButtons } from '../../../ui/dialog';
import { Field, fieldError, Input } from '../../../ui/field';
import { endOfDay, inAYear } from '../../../ui/local-days';
import { ProblemNote } from '../../../ui/problem';
import { words as lists } from '../../../words/lists';
import { keys as words } from '../../../words/person';
import type { Owner } from './owner';
import { ShownOnce } from './shown-once';

/** Makes a key, and shows it once. */
export function MakeKey({ owner: { id, name }, onClose }: { owner: Owner; onClose: () => void }) {
  const [lastDay, setLastDay] = useState(() => inAYear(new Date()));
  const make = useAct({
    act: (_: void, key) =>
      api.post('/v1/persons/{id}/keys', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { expiresAt: lastDay ? endOfDay(lastDay) : null },
      }),
    changes: ['person'],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!make.isPending) make.mutate();
  };
  if (make.data)
    return (
      <ShownOnce title={words.madeTitle} warning={words.once} text={make.data.key} onClose={onClose}>
        <p>{words.onceWhy}</p>
        <p>{words.send}</p>
      </ShownOnce>
    );
  return (
    <Dialog open title={words.makeTitle(name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field label={words.lastDay} hint={words.lastDayHint} error={fieldError(make.error, '/expiresAt')}>
          {(input) => (
            <Input
              {...input}
              type="date"
              autoFocus
              value={lastDay}
              onChange={({ target }) => setLastDay(target.value)}
            />
          )}
        </Field>
        <ProblemNote error={make.error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={make.isPending}>
            {words.make}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
