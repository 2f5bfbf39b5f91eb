import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { useLocationId } from '../../app/location-switch';
import { Button } from '../../ui/button';
import { Field, fieldError, Input, Select } from '../../ui/field';
import { Link } from '../../ui/link';
import { ProblemNote } from '../../ui/problem';
import { Panel, Screen } from '../../ui/screen';
import { form as words, words as list } from '../../words/people';

type Kind = Schema<'Person'>['kind'];

export function NewPersonScreen() {
  const navigate = useNavigate();
  const location = useLocationId();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('human');
  const [email, setEmail] = useState('');
  const add = useAct({
    act: (_: void, key) =>
      api.post('/v1/persons', {
        params: { header: { 'Idempotency-Key': key } },
        body: { name: name.trim(), kind, email: kind === 'human' ? email.trim() || null : null },
      }),
    changes: ['person'],
    onDone: ({ id }) =>
      void navigate({ to: '/people/$id', params: { id }, search: { location }, replace: true }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      above={
        <Link to="/people" search={{ location }}>
          {list.title}
        </Link>
      }
    >
      <div className="max-w-xl">
        <Panel>
          <form onSubmit={submit} className="space-y-4">
            <Field label={words.name} error={fieldError(add.error, '/name')}>
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
            <Field label={words.kind} hint={words.kindHint} error={fieldError(add.error, '/kind')}>
              {(input) => (
                <Select {...input} value={kind} onChange={({ target }) => setKind(target.value as Kind)}>
                  {Object.entries(words.kinds).map(([value, text]) => (
                    <option key={value} value={value}>
                      {text}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {kind === 'human' && (
              <Field label={words.email} hint={words.emailHint} error={fieldError(add.error, '/email')}>
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
            <ProblemNote error={add.error} />
            <Button type="submit" look="primary" busy={add.isPending}>
              {words.add}
            </Button>
          </form>
        </Panel>
      </div>
    </Screen>
  );
}
