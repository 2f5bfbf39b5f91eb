import { useQuery } from '@tanstack/react-query';
import { list } from '../../api/keys';
import { fieldError } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { words } from '../../words/new-import';
import { allOf } from './all-of';
import { Choice, Text, type TextProps } from './form-inputs';
import type { ImportFormFields } from './import-form';

export interface NewImportFieldsProps {
  places: readonly { id: string; name: string }[];
  fields: ImportFormFields;
  /** Nothing was changed since it was filled in as last time. */
  isAsLast: boolean;
  change: (some: Partial<ImportFormFields>) => void;
  error: unknown;
}

/** The fields of the form in their order, without the file. */
export function NewImportFields({ places, fields, isAsLast, change, error }: NewImportFieldsProps) {
  const types = useQuery({ queryKey: list('import-type', 'all'), queryFn: allOf('/v1/import-types') });
  const groups = useQuery({ queryKey: list('product-group', 'all'), queryFn: allOf('/v1/product-groups') });
  const products = groups.data?.find(({ name }) => name === fields.productGroup)?.products ?? [];
  const chooseGroup = (productGroup: string) => {
    const [only, ...others] = groups.data?.find(({ name }) => name === productGroup)?.products ?? [];
    change({ productGroup, product: only && others.length === 0 ? only.name : '' });
  };
  const choice = (
    name: 'importType' | 'product',
    label: string,
    names: { name: string }[],
    hint?: string,
  ) => (
    <Choice
      label={label}
      hint={hint}
      error={fieldError(error, `/${name}`)}
      value={fields[name]}
      onChoose={(value) => change({ [name]: value })}
      choices={names.map((one) => [one.name, one.name])}
    />
  );
  const text = (name: keyof ImportFormFields, label: string, more: TextProps = {}) => (
    <Text
      label={label}
      error={fieldError(error, `/${name}`)}
      value={fields[name]}
      onType={(value) => change({ [name]: value })}
      {...more}
    />
  );
  return (
    <>
      <ProblemNote error={types.error ?? groups.error} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          label={words.location}
          hint={isAsLast ? words.asLast : undefined}
          error={fieldError(error, '/locationId')}
          value={fields.locationId}
          onChoose={(locationId) => change({ locationId })}
          choices={places.map(({ id, name }) => [id, name])}
        />
        {choice('importType', words.importType, types.data ?? [], words.importTypeHint)}
        <Choice
          label={words.productGroup}
          error={fieldError(error, '/productGroup')}
          value={fields.productGroup}
          onChoose={chooseGroup}
          choices={(groups.data ?? []).map(({ name }) => [name, name])}
        />
        {choice('product', words.product, products)}
        {text('batchDate', words.batchDate, { type: 'date', required: true, hint: words.batchDateHint })}
        {text('referenceDate', words.referenceDate, {
          type: 'date',
          required: true,
          hint: words.referenceDateHint,
        })}
        {text('referenceText', words.referenceText, { hint: words.optional, maxLength: 500 })}
      </div>
      <details className="text-sm">
        <summary>{words.control}</summary>
        <p className="py-2 text-muted">{words.controlHint}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          {text('controlRows', words.controlRows, { inputMode: 'numeric', pattern: '[0-9]{1,9}' })}
          {text('controlAmount', words.controlAmount, { inputMode: 'decimal' })}
        </div>
      </details>
    </>
  );
}
