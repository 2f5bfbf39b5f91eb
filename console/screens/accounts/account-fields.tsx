import { useId } from 'react';
import { Field, fieldError, Input } from '../../ui/field';
import { form as words, words as list } from '../../words/accounts';
import type { AccountForm } from './account-form';

interface AccountFieldsProps {
  form: AccountForm;
  onChange: (form: AccountForm) => void;
  error: unknown;
}

/** What a person says of an Account. */
export function AccountFields({ form, onChange, error }: AccountFieldsProps) {
  const types = useId();
  const bind = (name: keyof AccountForm) => ({
    value: form[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...form, [name]: target.value }),
  });
  const errorOf = (name: keyof AccountForm) => fieldError(error, `/${name}`);
  return (
    <>
      <Field label={list.accountsId} hint={words.accountsIdHint} error={errorOf('accountsId')}>
        {(input) => <Input {...input} {...bind('accountsId')} required maxLength={64} autoComplete="off" />}
      </Field>
      <Field label={list.name} error={errorOf('name')}>
        {(input) => <Input {...input} {...bind('name')} required maxLength={500} autoComplete="off" />}
      </Field>
      <Field label={list.type} hint={words.typeHint} error={errorOf('type')}>
        {(input) => (
          <>
            <Input {...input} {...bind('type')} required maxLength={100} list={types} />
            <datalist id={types}>
              <option value="Residential" />
              <option value="Virtual" />
            </datalist>
          </>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.tenancyFrom} hint={words.tenancyFromHint} error={errorOf('tenancyFrom')}>
          {(input) => <Input {...input} {...bind('tenancyFrom')} type="date" />}
        </Field>
        <Field label={words.tenancyTo} hint={words.tenancyToHint} error={errorOf('tenancyTo')}>
          {(input) => (
            <Input {...input} {...bind('tenancyTo')} type="date" min={form.tenancyFrom || undefined} />
          )}
        </Field>
      </div>
    </>
  );
}
