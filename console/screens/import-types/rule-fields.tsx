import { Button } from '../../ui/button';
import { CheckBox } from '../../ui/check-box';
import { columnNames, form as words } from '../../words/import-types';
import { errorWithin, partError } from './definition-errors';
import { ChoicePart, LinesPart, Pair, TextPart } from './form-parts';
import type { RuleForm } from './type-form';

interface RuleFieldsProps {
  kind: 'leaveOut' | 'skip';
  at: number;
  rule: RuleForm;
  onChange: (rule: RuleForm) => void;
  onRemove: () => void;
  error: unknown;
}

const choices = [['', words.choose] as const, ...Object.entries(columnNames)];

/** A rule about lines to leave out, or rows to ignore. */
export function RuleFields({ kind, at, rule, onChange, onRemove, error }: RuleFieldsProps) {
  const pointer = `/${kind}/${at}`;
  const column = {
    label: words.ruleColumn,
    error: partError(error, `${pointer}/column`) ?? partError(error, pointer),
    value: rule.column,
    onChange: (name: string) => onChange({ ...rule, column: name }),
    required: true,
  };
  return (
    <fieldset className="space-y-3 rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium">{words[kind](at + 1)}</legend>
      {kind === 'skip' ? (
        <ChoicePart {...column} choices={choices} />
      ) : (
        <TextPart {...column} hint={words.anyColumnHint} />
      )}
      <Pair>
        <LinesPart
          label={words.equals}
          hint={words.textsHint}
          error={errorWithin(error, `${pointer}/equals`)}
          value={rule.equals}
          onChange={(equals) => onChange({ ...rule, equals })}
        />
        {kind === 'leaveOut' && (
          <LinesPart
            label={words.startsWith}
            hint={words.textsHint}
            error={errorWithin(error, `${pointer}/startsWith`)}
            value={rule.startsWith}
            onChange={(startsWith) => onChange({ ...rule, startsWith })}
          />
        )}
      </Pair>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <CheckBox
          label={words.orEmpty}
          checked={rule.orEmpty}
          onCheck={(orEmpty) => onChange({ ...rule, orEmpty })}
        />
        <Button onClick={onRemove}>{words.removeRule}</Button>
      </div>
    </fieldset>
  );
}
