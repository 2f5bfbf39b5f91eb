import { Field, Input, Select } from '../../ui/field';
import { words } from '../../words/new-import';

interface ChoiceProps {
  label: string;
  hint?: string | undefined;
  error: string | undefined;
  value: string;
  onChoose: (value: string) => void;
  choices: (readonly [value: string, text: string])[];
}

export const Choice = ({ label, hint, error, value, onChoose, choices }: ChoiceProps) => (
  <Field label={label} hint={hint} error={error}>
    {(input) => (
      <Select {...input} required value={value} onChange={({ target }) => onChoose(target.value)}>
        <option value="">{words.choose}</option>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </Select>
    )}
  </Field>
);

export interface TextProps {
  type?: 'date';
  required?: boolean;
  hint?: string;
  maxLength?: number;
  inputMode?: 'numeric' | 'decimal';
  pattern?: string;
}

interface TextFieldProps extends TextProps {
  label: string;
  error: string | undefined;
  value: string;
  onType: (value: string) => void;
}

export const Text = ({ label, hint, error, onType, ...rest }: TextFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(input) => <Input {...input} {...rest} onChange={({ target }) => onType(target.value)} />}
  </Field>
);
