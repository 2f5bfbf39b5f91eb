import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { Field, fieldError, Input, Select } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { client as words } from '../../words/account';
import { words as lists } from '../../words/lists';
import { clientChanges, type ClientForm, clientFormOf } from './client-form';

interface EditClientProps {
  id: string;
  client: Schema<'ConnectClient'>;
  /** Of the client. */
  etag: string;
  drift: readonly Schema<'Drift'>[];
  zone: string;
  onClose: () => void;
}

/** Edits the client in Connect, as it was when the dialog opened. */
export function EditClient({ id, client, etag, drift, zone, onClose }: EditClientProps) {
  const [shown] = useState({ client, etag });
  const [form, setForm] = useState(() => clientFormOf(shown.client, zone));
  const edit = useAct({
    act: () =>
      api.patch('/v1/accounts/{id}/connect-client', {
        params: { path: { id }, header: { 'If-Match': shown.etag } },
        body: clientChanges(shown.client, form, zone),
      }),
    changes: ['account', 'send'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isPending) edit.mutate();
  };
  return (
    <Dialog open title={words.editTitle(shown.client.name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm text-muted">{words.editWhy}</p>
        <ClientFields form={form} onChange={setForm} error={edit.error} drift={drift} />
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
