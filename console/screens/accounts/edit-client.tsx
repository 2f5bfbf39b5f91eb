import type { FormEvent } from 'react';
import { api, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { ChangedMeanwhile } from '../../ui/changed-meanwhile';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { Field, fieldError, Input, Select } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { formatDay } from '../../ui/time';
import { useEdit } from '../../ui/use-edit';
import { client as words } from '../../words/account';
import { words as lists } from '../../words/lists';
import { clientChanges, type ClientForm, clientFormOf } from './client-form';

type Sending = Schema<'Sending'>;
type SentClient = Schema<'ConnectClient'>;

interface EditClientProps {
  id: string;
  /** With its version. */
  sending: Sending;
  client: SentClient;
  drift: readonly Schema<'Drift'>[];
  zone: string;
  onClose: () => void;
}

/** Edits the client in Connect, as it was when the dialog opened. */
export function EditClient({ id, sending, client, drift, zone, onClose }: EditClientProps) {
  const path = { id };
  const clientOf = (one: Sending): SentClient => one.client ?? client;
  const edit = useEdit({
    thing: sending,
    formOf: (one) => clientFormOf(clientOf(one), zone),
    save: (form, _shown, etag, seen) =>
      api.patch('/v1/accounts/{id}/connect-client', {
        params: { path, header: { 'If-Match': etag } },
        body: clientChanges(clientOf(seen), form, zone),
      }),
    read: () => api.get('/v1/accounts/{id}/connect-client', { params: { path } }),
    changes: ['account', 'send'],
    onDone: onClose,
  });
  const { form, setForm, seen, error } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isSaving) edit.save();
  };
  return (
    <Dialog open title={words.editTitle(clientOf(seen).name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-muted">{words.editWhy}</p>
        <ClientFields form={form} onChange={setForm} error={error} drift={drift} />
        <ChangedMeanwhile
          meanwhile={edit.meanwhile}
          labels={labels}
          tell={(name, { [name]: value }) => (name.endsWith('Day') ? formatDay(value) : value)}
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

const labels = {
  name: words.name,
  type: words.type,
  startDay: words.startDate,
  endDay: words.endDate,
  billingReference: words.billingReference,
};

interface ClientFieldsProps {
  form: ClientForm;
  onChange: (form: ClientForm) => void;
  error: unknown;
  drift: readonly Schema<'Drift'>[];
}

function ClientFields({ form, onChange, error, drift }: ClientFieldsProps) {
  const bind = (name: keyof ClientForm) => ({
    required: true,
    value: form[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...form, [name]: target.value }),
  });
  const told = (field: keyof Schema<'ConnectClientEdit'>) => {
    const differing = drift.find((one) => one.field === field);
    return { hint: differing && words.accountHas(differing.ours), error: fieldError(error, `/${field}`) };
  };
  return (
    <>
      <Field label={words.name} {...told('name')}>
        {(input) => <Input {...input} {...bind('name')} maxLength={200} autoComplete="off" />}
      </Field>
      <Field label={words.type} {...told('type')}>
        {(input) => (
          <Select {...input} {...bind('type')}>
            <option>Residential</option>
            <option>Virtual</option>
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.startDate} {...told('startDate')}>
          {(input) => <Input {...input} {...bind('startDay')} type="date" />}
        </Field>
        <Field label={words.endDate} {...told('endDate')}>
          {(input) => <Input {...input} {...bind('endDay')} type="date" min={form.startDay} />}
        </Field>
      </div>
      <Field label={words.billingReference} {...told('billingReference')}>
        {(input) => <Input {...input} {...bind('billingReference')} maxLength={64} autoComplete="off" />}
      </Field>
    </>
  );
}
