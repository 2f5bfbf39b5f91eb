import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api } from '../../api/client';
import { one } from '../../api/keys';
import { useLocationId } from '../../app/location-switch';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { Field, fieldError, Select } from '../../ui/field';
import { Link } from '../../ui/link';
import { ProblemNote } from '../../ui/problem';
import { Panel, Screen } from '../../ui/screen';
import { form as words, words as list } from '../../words/accounts';
import { AccountFields } from './account-fields';
import { emptyForm, valuesOf } from './account-form';

export function NewAccountScreen() {
  const { locations, may } = useMe();
  const navigate = useNavigate();
  const places = locations.filter(({ id }) => may('manage-accounts', id));
  const current = useLocationId();
  const only = places.length === 1 ? places[0]?.id : undefined;
  const [locationId, setLocationId] = useState(places.find(({ id }) => id === current)?.id ?? only ?? '');
  const [form, setForm] = useState(emptyForm);
  const [sendToConnect, setSend] = useState(false);
  const add = useAct({
    act: (_: void, key) =>
      api.post('/v1/accounts', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...valuesOf(form), contacts: [], locationId, sendToConnect },
      }),
    changes: ['account', 'send'],
    onDone: ({ id }) => void navigate({ to: '/accounts/$id', params: { id }, replace: true }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Screen
      title={words.newTitle}
      purpose={words.newPurpose}
      above={<Link to="/accounts">{list.title}</Link>}
    >
      <div className="max-w-xl">
        <Panel>
          <form onSubmit={submit} className="space-y-4">
            <Field label={list.location} error={fieldError(add.error, '/locationId')}>
              {(input) => (
                <Select
                  {...input}
                  required
                  value={locationId}
                  onChange={({ target }) => setLocationId(target.value)}
                >
                  <option value="">{words.chooseLocation}</option>
                  {places.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <AccountFields form={form} onChange={setForm} error={add.error} />
            <SendChoice locationId={locationId} checked={sendToConnect} onChange={setSend} />
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

interface SendChoiceProps {
  locationId: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Whether it goes to Connect at once; no choice where the Location does that by itself. */
function SendChoice({ locationId, checked, onChange }: SendChoiceProps) {
  const { data: location } = useQuery({
    queryKey: one('location', locationId),
    queryFn: () => api.get('/v1/locations/{id}', { params: { path: { id: locationId } } }),
    enabled: locationId !== '',
  });
  if (location?.sendOnCreation)
    return <p className="text-sm text-muted">{words.sendsByItself(location.name)}</p>;
  return (
    <label className="flex items-center gap-2 text-sm">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {words.send}
    </label>
  );
}
