import { CheckBox } from '../../ui/check-box';
import { form as words, signs } from '../../words/import-types';
import { partError } from './definition-errors';
import type { DefinitionPartProps } from './file-fields';
import { ChoicePart, Group, Pair } from './form-parts';

const named = (sign: string) => [sign, signs[sign] ?? sign] as const;
const decimals = ['.', ','].map(named);
const thousands = [
  ['', words.noThousands] as const,
  ...[',', '.', "'", '’', ' ', '\u00a0', '\u202f'].map(named),
];

/** How amounts are written. */
export function AmountFields({ form, change, error }: DefinitionPartProps) {
  return (
    <Group title={words.groups.amounts}>
      <Pair>
        <ChoicePart
          label={words.decimal}
          error={partError(error, '/decimal')}
          value={form.decimal}
          onChange={(decimal) => change({ decimal })}
          choices={decimals}
        />
        <ChoicePart
          label={words.thousands}
          error={partError(error, '/thousands')}
          value={form.thousands}
          onChange={(sign) => change({ thousands: sign })}
          choices={thousands}
        />
        <ChoicePart
          label={words.unit}
          error={partError(error, '/unit')}
          value={form.unit}
          onChange={(unit) => change({ unit })}
          choices={Object.entries(words.units)}
        />
      </Pair>
      <CheckBox
        label={words.reversed}
        hint={words.reversedHint}
        error={partError(error, '/sign')}
        checked={form.reversed}
        onCheck={(reversed) => change({ reversed })}
      />
      <CheckBox
        label={words.ignoreZero}
        hint={words.ignoreZeroHint}
        error={partError(error, '/ignoreZero')}
        checked={form.ignoreZero}
        onCheck={(ignoreZero) => change({ ignoreZero })}
      />
    </Group>
  );
}
