import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/act';
import { api } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { Field, fieldError, Input } from '../../ui/field';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { ProblemNote } from '../../ui/problem';
import { Panel, Screen } from '../../ui/screen';
import { form as words, words as list } from '../../words/locations';
import { LocationFields } from './location-fields';
import { emptyForm, isLimitWrong, valuesOf } from './location-form';

export function NewLocationScreen() {
  const { may } = useMe();
  return (
    <Screen
      title={words.newTitle}
      purpose={words.newPurpose}
      above={<Link to="/locations">{list.title}</Link>}
    >
      <div className="max-w-xl">
        {may('configure', null) ? (
          <Panel>
            <NewLocation />
          </Panel>
        ) : (
          <Notice tone="warn" title={words.mayNotAdd} />
        )}
      </div>
    </Screen>
  );
}

function NewLocation() {
  const navigate = useNavigate();
  const zones = useId();
  const [form, setForm] = useState(emptyForm);
  const [timeZone, setTimeZone] = useState('Europe/London');
  const [currency, setCurrency] = useState('GBP');
  const add = useAct({
    act: (_: void, key) =>
      api.post('/v1/locations', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...valuesOf(form), timeZone: timeZone.trim(), currency: currency.trim().toUpperCase() },
      }),
    changes: ['location', 'person'],
    onDone: ({ id }) => void navigate({ to: '/locations/$id', params: { id }, replace: true }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending && !isLimitWrong(form)) add.mutate();
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field label={list.timeZone} hint={words.timeZoneHint} error={fieldError(add.error, '/timeZone')}>
        {(input) => (
          <>
            <Input
              {...input}
              required
              list={zones}
              value={timeZone}
              onChange={({ target }) => setTimeZone(target.value)}
            />
            <datalist id={zones}>
              {Intl.supportedValuesOf('timeZone').map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={list.currency} hint={words.currencyHint} error={fieldError(add.error, '/currency')}>
        {(input) => (
          <Input
            {...input}
            required
            pattern="[A-Za-z]{3}"
            value={currency}
            onChange={({ target }) => setCurrency(target.value)}
          />
        )}
      </Field>
      <LocationFields form={form} onChange={setForm} error={add.error} mayForAll />
      <ProblemNote error={add.error} />
      <Button type="submit" look="primary" busy={add.isPending}>
        {words.add}
      </Button>
    </form>
  );
}
