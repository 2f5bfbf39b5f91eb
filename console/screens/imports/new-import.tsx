import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../api/act';
import type { Schema } from '../../api/client';
import { one } from '../../api/keys';
import { upload } from '../../api/upload';
import { useLocationId } from '../../app/location-switch';
import { useMe } from '../../app/me';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Panel, Screen } from '../../ui/screen';
import { words } from '../../words/new-import';
import { filledAsLast, type ImportFormFields, toFormData } from './import-form';
import { keepForm, lastForm, lastLocation } from './last-form';
import { NewImportForm } from './new-import-form';
import { ImportPreview } from './preview/preview';

export function NewImportScreen() {
  const { locations, may } = useMe();
  const places = locations.filter(({ id }) => may('edit-charges', id));
  return (
    <Screen title={words.title} purpose={words.purpose} above={<Link to="/imports">{words.above}</Link>}>
      {places.length > 0 ? <NewImport places={places} /> : <Notice tone="warn" title={words.noLocation} />}
    </Screen>
  );
}

function NewImport({ places }: { places: readonly { id: string; name: string }[] }) {
  const navigate = useNavigate();
  const wanted = [useLocationId(), lastLocation()].find((id) => places.some((place) => place.id === id));
  const [locationId, setLocationId] = useState(wanted ?? (places.length === 1 ? places[0]?.id : '') ?? '');
  const [typed, setTyped] = useState<Partial<ImportFormFields>>({});
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState<number>();
  const [stopper, setStopper] = useState<AbortController>();
  const last = useQuery({
    queryKey: one('import', 'last', locationId),
    queryFn: () => lastForm(locationId),
    enabled: locationId !== '',
    staleTime: Infinity,
  });
  const fields = { ...filledAsLast(locationId, last.data ?? null), ...typed };
  const sending = useAct<ImportFormFields, Schema<'ChargeImport'>>({
    act: (given, idempotencyKey) => {
      const stopped = new AbortController();
      setStopper(stopped);
      setShare(0);
      const form = toFormData(given, file as File, file?.name ?? '');
      const options = { idempotencyKey, onProgress: setShare, signal: stopped.signal };
      return upload('/v1/charge-imports', form, options);
    },
    changes: ['import', 'sheet'],
    onDone: ({ id }) => {
      keepForm(fields);
      void navigate({ to: '/imports/$id', params: { id } });
    },
  });
  const change = (some: Partial<ImportFormFields>) => {
    const { locationId: chosen, ...others } = some;
    if (chosen !== undefined) {
      sending.reset();
      setLocationId(chosen);
    }
    setTyped({ ...typed, ...others });
  };
  // What was refused about one file says nothing about another.
  const take = (chosen: File) => {
    sending.reset();
    setTyped({ ...typed, allowRepeat: '' });
    setFile(chosen);
  };
  return (
    <>
      <Panel title={words.form}>
        <NewImportForm
          places={places}
          fields={fields}
          isAsLast={last.data != null && Object.keys(typed).length === 0}
          change={change}
          file={file}
          onFile={take}
          share={sending.isPending ? share : undefined}
          error={sending.error}
          onSubmit={() => sending.mutate(fields)}
          onStop={() => stopper?.abort()}
        />
      </Panel>
      <ImportPreview fields={fields} file={file} change={change} />
    </>
  );
}
