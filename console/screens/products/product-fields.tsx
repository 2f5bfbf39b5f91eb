import { CheckBox } from '../../ui/check-box';
import { Field, fieldError, Input, Select } from '../../ui/field';
import { form as words } from '../../words/products';
import type { ProductForm } from './product-form';

interface ProductFieldsProps {
  form: ProductForm;
  onChange: (form: ProductForm) => void;
  error: unknown;
}

export function ProductFields({ form, onChange, error }: ProductFieldsProps) {
  const bind = (name: 'name' | 'taxPercent' | 'percent' | 'amount') => ({
    value: form[name],
    required: true,
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...form, [name]: target.value }),
  });
  const markupError = fieldError(error, `/markup/${form.markup}`) ?? fieldError(error, '/markup');
  return (
    <>
      <Field label={words.name} hint={words.nameHint} error={fieldError(error, '/name')}>
        {(input) => <Input {...input} {...bind('name')} maxLength={200} />}
      </Field>
      <Field label={words.tax} hint={words.taxHint} error={fieldError(error, '/taxPercent')}>
        {(input) => <Input {...input} {...bind('taxPercent')} inputMode="decimal" />}
      </Field>
      <Field label={words.markup} error={form.markup === 'none' ? markupError : undefined}>
        {(input) => (
          <Select
            {...input}
            value={form.markup}
            onChange={({ target }) => onChange({ ...form, markup: target.value as ProductForm['markup'] })}
          >
            {Object.entries(words.markups).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {form.markup !== 'none' && (
        <Field label={words[form.markup]} hint={words[`${form.markup}Hint`]} error={markupError}>
          {(input) => <Input {...input} {...bind(form.markup as 'percent' | 'amount')} inputMode="decimal" />}
        </Field>
      )}
      <CheckBox
        label={words.canBeZero}
        hint={words.canBeZeroHint}
        error={fieldError(error, '/canBeZero')}
        checked={form.canBeZero}
        onCheck={(canBeZero) => onChange({ ...form, canBeZero })}
      />
    </>
  );
}
