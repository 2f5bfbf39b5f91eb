import { useId } from 'react';
import { form as words } from '../../words/import-types';
import { partError } from './definition-errors';
import type { DefinitionPartProps } from './file-fields';
import { Group, Pair, TextPart } from './form-parts';

type Text = 'dateFormat' | 'timeFormat' | 'timestampFormat' | 'timeZone' | 'duration';

/** How dates, times and durations are written. Formats of columns that the file lacks are not asked for. */
export function TimeFields({ form, change, error }: DefinitionPartProps) {
  const zones = useId();
  const text = (name: Text, hint: string, list?: string) => (
    <TextPart
      label={words[name]}
      hint={hint}
      error={partError(error, `/${name}`)}
      value={form[name]}
      onChange={(value) => change({ [name]: value })}
      {...(list && { list })}
    />
  );
  const { date, time, timestamp } = form.columns;
  return (
    <Group title={words.groups.times}>
      <Pair>
        {(date || form.dateFormat) && text('dateFormat', words.formatHint)}
        {(time || form.timeFormat) && text('timeFormat', words.timeFormatHint)}
        {(timestamp || form.timestampFormat) && text('timestampFormat', words.timestampFormatHint)}
        {text('duration', words.durationHint)}
        {text('timeZone', words.timeZoneHint, zones)}
      </Pair>
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </Group>
  );
}
