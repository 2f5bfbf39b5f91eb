import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schema } from '../../api/client';
import { useLocationId } from '../../app/location-switch';
import { useMe } from '../../app/me';
import { FileDrop } from '../../ui/file-drop';
import { Panel } from '../../ui/screen';
import { sample as words } from '../../words/import-types';
import { emptyForm, type ImportFormFields } from '../imports/import-form';
import { ImportPreview } from '../imports/preview/preview';
import { ChoicePart } from './form-parts';

interface SampleProps {
  type: Schema<'ImportType'>;
  types: readonly Schema<'ImportType'>[];
}

/** A sample file, as it is read with the newest version: by what previews an import. */
export function Sample({ type, types }: SampleProps) {
  const { locations, may } = useMe();
  const navigate = useNavigate();
  const places = locations.filter(({ id }) => may('try-files', id));
  const current = useLocationId();
  const wanted = places.find(({ id }) => id === current) ?? places[0];
  const [locationId, setLocationId] = useState(wanted?.id ?? '');
  const [file, setFile] = useState<File>();
  if (places.length === 0)
    return (
      <Panel title={words.title}>
        <p className="text-sm text-muted">{words.opsOnly}</p>
      </Panel>
    );
  const change = (some: Partial<ImportFormFields>) => {
    if (some.locationId) setLocationId(some.locationId);
    const other = types.find(({ name }) => name === some.importType);
    if (other) void navigate({ to: '/import-types/$id', params: { id: other.id } });
  };
  return (
    <div className="space-y-5">
      <Panel title={words.title}>
        <div className="space-y-4">
          <p className="text-sm text-muted">
            {words.why} {words.readsSaved(type.version)} {may('configure', null) && words.saveFirst}
          </p>
          <ChoicePart
            label={words.location}
            hint={words.locationHint}
            error={undefined}
            value={locationId}
            onChange={setLocationId}
            choices={places.map(({ id, name }) => [id, name] as const)}
          />
          <FileDrop label={words.file} file={file} onFile={setFile} />
        </div>
      </Panel>
      <ImportPreview
        fields={{ ...emptyForm, locationId, importType: type.name }}
        file={file}
        change={change}
      />
    </div>
  );
}
