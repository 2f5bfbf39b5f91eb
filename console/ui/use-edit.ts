import { useState } from 'react';
import { useAct } from '../api/act';
import { etagOf, isProblem } from '../api/client';
import type { Kind } from '../api/keys';
import { rebased } from './meanwhile';

interface Edit<Thing, Form> {
  /** As it was when the form was opened. */
  thing: Thing;
  formOf: (thing: Thing) => Form;
  /** Sends what was changed of it, in the version that was seen. */
  save: (form: Form, shown: Form, etag: string, seen: Thing) => Promise<Thing>;
  /** Reads it as it is now, with its version. */
  read: () => Promise<Thing>;
  changes: readonly Kind[];
  onDone: () => void;
}

/**
 * Edits a thing in the version that its reader saw. Where another person has changed it meanwhile, nothing is saved:
 * `meanwhile` has what they changed, what was typed stays, and saving again saves it on top of that.
 */
export function useEdit<Thing extends object, Form extends object>(edit: Edit<Thing, Form>) {
  const { formOf, save, read, changes, onDone } = edit;
  const [seen, setSeen] = useState(edit.thing);
  const [form, setForm] = useState(() => formOf(seen));
  const [meanwhile, setMeanwhile] = useState<{ before: Form; now: Form }>();
  const show = (now: Thing) => {
    setMeanwhile({ before: formOf(seen), now: formOf(now) });
    setForm(rebased(form, formOf(seen), formOf(now)));
    setSeen(now);
  };
  const saving = useAct({
    act: () =>
      save(form, formOf(seen), etagOf(seen) ?? '', seen).catch(async (error: unknown) => {
        if (isProblem(error, 412)) show(await read());
        throw error;
      }),
    changes,
    onDone,
  });
  const error = meanwhile && isProblem(saving.error, 412) ? null : saving.error;
  return { form, setForm, seen, meanwhile, isSaving: saving.isPending, save: () => saving.mutate(), error };
}
