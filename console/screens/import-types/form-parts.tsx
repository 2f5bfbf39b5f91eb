import type { ReactNode } from 'react';
import { Field, Input, Select, TextArea } from '../../ui/field';

/** A part of the form, with its name. */
export const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className="min-w-0 space-y-4 border-t border-line pt-4 first:border-0 first:pt-0">
    <legend className="float-left w-full font-medium">{title}</legend>
    <div className="clear-both" />
    {children}
  </fieldset>
);

export const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>
);

interface PartProps {
  label: ReactNode;
  hint?: string | undefined;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

interface TextPartProps extends PartProps {
  required?: boolean;
  list?: string;
  type?: 'number';
}

export const TextPart = ({ label, hint, error, onChange, ...rest }: TextPartProps) => (
  <Field label={label} hint={hint} error={error}>
    {(input) => (
      <Input {...input} {...rest} autoComplete="off" onChange={({ target }) => onChange(target.value)} />
    )}
  </Field>
);

/** Texts, one on each line. */
export const LinesPart = ({ label, hint, error, value, onChange }: PartProps) => (
  <Field label={label} hint={hint} error={error}>
    {(input) => (
      <TextArea
        {...input}
        rows={Math.min(Math.max(value.split('\n').length, 1), 8)}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
);

interface ChoicePartProps extends PartProps {
  choices: readonly (readonly [value: string, text: string])[];
  required?: boolean;
}

export const ChoicePart = ({ label, hint, error, value, onChange, choices, required }: ChoicePartProps) => (
  <Field label={label} hint={hint} error={error}>
    {(input) => (
      <Select {...input} required={required} value={value} onChange={({ target }) => onChange(target.value)}>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </Select>
    )}
  </Field>
);
