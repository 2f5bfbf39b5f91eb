import { useState } from 'react';
import type { Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/screen';
import { form as formWords, words } from '../../words/import-types';
import { DefinitionForm } from './definition-form';
import { DefinitionInWords } from './definition-in-words';
import { formOf, type TypeForm } from './type-form';
import { useSaveType } from './use-save-type';

/** How a file is read: in words, and as a form for who may change it. */
export function Definition({ type }: { type: Schema<'ImportType'> }) {
  const { may } = useMe();
  const [form, setForm] = useState<TypeForm>();
  const saving = useSaveType(() => setForm(undefined));
  const leave = () => {
    saving.reset();
    setForm(undefined);
  };
  return (
    <Panel
      title={words.howRead}
      aside={
        !form &&
        may('configure', null) && (
          <Button onClick={() => setForm(formOf(type.definition))}>{words.change}</Button>
        )
      }
    >
      {form ? (
        <DefinitionForm
          form={form}
          change={(some) => setForm({ ...form, ...some })}
          error={saving.error}
          verb={formWords.saveVersion}
          isSaving={saving.isPending}
          onSave={() => saving.mutate({ name: type.name, form })}
          beside={<Button onClick={leave}>{words.backToWords}</Button>}
        />
      ) : (
        <DefinitionInWords definition={type.definition} />
      )}
    </Panel>
  );
}
