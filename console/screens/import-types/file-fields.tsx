import { CheckBox } from '../../ui/check-box';
import { encodings, form as words, signs } from '../../words/import-types';
import { partError } from './definition-errors';
import { ChoicePart, Group, Pair, TextPart } from './form-parts';
import type { TypeForm } from './type-form';

export interface DefinitionPartProps {
  form: TypeForm;
  change: (some: Partial<TypeForm>) => void;
  error: unknown;
}

const named = (sign: string) => [sign, signs[sign] ?? sign] as const;
/** Of which the API takes one. */
const delimiters = [',', ';', '\t', '|', ...'!#$%&*+:./~^_-'].map(named);
const known = Object.entries(encodings);

export function FileFields({ form, change, error }: DefinitionPartProps) {
  const others = known.some(([name]) => name === form.encoding)
    ? []
    : [[form.encoding, form.encoding] as const];
  return (
    <Group title={words.groups.file}>
      <Pair>
        <ChoicePart
          label={words.delimiter}
          error={partError(error, '/delimiter')}
          value={form.delimiter}
          onChange={(delimiter) => change({ delimiter })}
          choices={delimiters}
        />
        <ChoicePart
          label={words.encoding}
          error={partError(error, '/encoding')}
          value={form.encoding}
          onChange={(encoding) => change({ encoding })}
          choices={[...known, ...others]}
        />
      </Pair>
      <CheckBox
        label={words.header}
        hint={words.headerHint}
        error={partError(error, '/header')}
        checked={form.header}
        onCheck={(header) => change({ header })}
      />
      {!form.header && (
        <TextPart
          label={words.cells}
          hint={words.cellsHint}
          error={partError(error, '/cells')}
          type="number"
          value={form.cells}
          onChange={(cells) => change({ cells })}
        />
      )}
    </Group>
  );
}
