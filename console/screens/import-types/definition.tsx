import { useState } from 'react';
import type { Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { rebased } from '../../ui/meanwhile';
import { Panel } from '../../ui/screen';
import { form as formWords, words } from '../../words/import-types';
import { DefinitionForm } from './definition-form';
import { DefinitionInWords } from './definition-in-words';
import { formOf, type TypeForm } from './type-form';
import { NewerVersionNote } from './newer-version';
import { NewerVersion, useSaveType } from './use-save-type';

type ImportType = Schema<'ImportType'>;

/** How a file is read: in words, and as a form for who may change it. */
export function Definition({ type, newest }: { type: ImportType; newest: ImportType }) {
  const { may } = useMe();
  const [form, setForm] = useState<TypeForm>();
  /** The version under the form: of another one, what was changed in it is told first. */
  const [seen, setSeen] = useState(type);
  const [before, setBefore] = useState<ImportType>();
  const saving = useSaveType(() => setForm(undefined));
  const begin = () => {
    setSeen(newest);
    setBefore(undefined);
    setForm(formOf(newest.definition));
  };
  const leave = () => {
    saving.reset();
    setForm(undefined);
  };
  if (form && newest.id !== seen.id) {
    setForm(rebased(form, formOf(seen.definition), formOf(newest.definition)));
    setBefore(seen);
    setSeen(newest);
  }
  return (
    <Panel
      title={words.howRead}
      aside={!form && may('configure', null) && <Button onClick={begin}>{words.change}</Button>}
    >
      {form ? (
        <DefinitionForm
          form={form}
          change={(some) => setForm({ ...form, ...some })}
          error={saving.error instanceof NewerVersion ? null : saving.error}
          verb={formWords.saveVersion}
          isSaving={saving.isPending}
          onSave={() => saving.mutate({ name: type.name, form, version: seen.version })}
          beside={<Button onClick={leave}>{words.backToWords}</Button>}
        >
          {before && <NewerVersionNote seen={before} newer={seen} isEdited />}
        </DefinitionForm>
      ) : (
        <div className="space-y-5">
          {newest.id !== type.id && <NewerVersionNote seen={type} newer={newest} isEdited={false} />}
          <DefinitionInWords definition={type.definition} />
        </div>
      )}
    </Panel>
  );
}
