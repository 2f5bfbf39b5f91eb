import type { FormEvent } from 'react';
import { api, type Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { ChangedMeanwhile } from '../../ui/changed-meanwhile';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem';
import { useEdit } from '../../ui/use-edit';
import { words as lists } from '../../words/lists';
import { form as words, settings } from '../../words/locations';
import { LocationFields } from './location-fields';
import { changesOf, formOf, isLimitWrong } from './location-form';
import { tellSetting } from './setting-values';

interface EditLocationProps {
  location: Schema<'Location'>;
  onClose: () => void;
}

export function EditLocation({ location, onClose }: EditLocationProps) {
  const { may } = useMe();
  const path = { id: location.id };
  const edit = useEdit({
    thing: location,
    formOf,
    save: (form, shown, etag) =>
      api.patch('/v1/locations/{id}', {
        params: { path, header: { 'If-Match': etag } },
        body: changesOf(shown, form),
      }),
    read: () => api.get('/v1/locations/{id}', { params: { path } }),
    changes: ['location', 'person'],
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isSaving && !isLimitWrong(edit.form)) edit.save();
  };
  return (
    <Dialog open title={words.editTitle(location.name)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <LocationFields
          form={edit.form}
          onChange={edit.setForm}
          error={edit.error}
          mayForAll={may('configure', null)}
        />
        <ChangedMeanwhile meanwhile={edit.meanwhile} labels={labels} tell={tellSetting} />
        <ProblemNote error={edit.error} />
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
  name: settings.name[0],
  connectSiteId: settings.connectSiteId[0],
  callLogger: settings.callLogger[0],
  sendOnCreation: settings.sendOnCreation[0],
  explainPeriod: settings.explainPeriod[0],
  freshSignInMinutes: settings.freshSignInMinutes[0],
  storedBytesLimit: settings.storedBytesLimit[0],
};
