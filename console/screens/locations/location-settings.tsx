import { useState } from 'react';
import type { Schema } from '../../api/client';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { Panel } from '../../ui/screen';
import { one as words, settings } from '../../words/locations';
import { EditLocation } from './edit-location';
import { formOf } from './location-form';
import { tellSetting } from './setting-values';

/** Each setting with what it means. */
export function LocationSettings({ location }: { location: Schema<'Location'> }) {
  const { may } = useMe();
  const [editing, setEditing] = useState(false);
  const form = formOf(location);
  const valueOf = (name: keyof typeof settings) =>
    name === 'timeZone' || name === 'currency' ? location[name] : tellSetting(name, form);
  return (
    <Panel
      title={words.settings}
      aside={may('configure', location.id) && <Button onClick={() => setEditing(true)}>{words.edit}</Button>}
    >
      <dl className="divide-y divide-line text-sm">
        {(Object.keys(settings) as (keyof typeof settings)[]).map((name) => (
          <div
            key={name}
            className="grid gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[11rem_1fr]"
          >
            <dt className="text-muted">{settings[name][0]}</dt>
            <dd className="min-w-0 font-medium break-words">{valueOf(name)}</dd>
            <dd className="text-xs text-muted sm:col-start-2">{settings[name][1]}</dd>
          </div>
        ))}
      </dl>
      {editing && <EditLocation location={location} onClose={() => setEditing(false)} />}
    </Panel>
  );
}
