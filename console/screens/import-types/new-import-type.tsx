import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../app/me';
import { Asked } from '../../ui/asked';
import { fieldError } from '../../ui/field';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Panel, Screen } from '../../ui/screen';
import { form as words, words as list } from '../../words/import-types';
import { DefinitionForm } from './definition-form';
import { TextPart } from './form-parts';
import { emptyForm, formOf, type TypeForm } from './type-form';
import { useImportTypes } from './use-import-types';
import { useSaveType } from './use-save-type';

export function NewImportTypeScreen() {
  const { may } = useMe();
  const { from } = useSearch({ from: '/shell/import-types/new' });
  const types = useImportTypes();
  const modelOf = (items: NonNullable<typeof types.data>) => items.find(({ id }) => id === from);
  return (
    <Screen
      title={words.newTitle}
      purpose={words.newPurpose}
      above={<Link to="/import-types">{list.title}</Link>}
    >
      <div className="max-w-3xl">
        {may('configure', null) ? (
          <Panel>
            <Asked query={types}>
              {(items) => {
                const model = modelOf(items);
                return <NewType key={from} initial={model ? formOf(model.definition) : emptyForm} />;
              }}
            </Asked>
          </Panel>
        ) : (
          <Notice tone="warn" title={list.mayNotAdd} />
        )}
      </div>
    </Screen>
  );
}

function NewType({ initial }: { initial: TypeForm }) {
  const [name, setName] = useState('');
  const [form, setForm] = useState(initial);
  const saving = useSaveType();
  return (
    <DefinitionForm
      form={form}
      change={(some) => setForm({ ...form, ...some })}
      error={saving.error}
      verb={words.save}
      isSaving={saving.isPending}
      onSave={() => saving.mutate({ name, form })}
    >
      <TextPart
        label={words.name}
        hint={words.nameHint}
        error={fieldError(saving.error, '/name')}
        required
        value={name}
        onChange={setName}
      />
    </DefinitionForm>
  );
}
