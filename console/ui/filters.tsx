import { useNavigate } from '@tanstack/react-router';
import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Input, Select } from './field';

/** The filters of a list: each stands in the address. Changing one leads to the first page. */
export const Filters = ({ children }: { children: ReactNode }) => (
  <div className="mb-3 flex flex-wrap items-end gap-3">{children}</div>
);

function useSetFilter() {
  const navigate = useNavigate();
  return (name: string, value: string, without: readonly string[] = []) =>
    void navigate({
      to: '.',
      search: (search: object) => ({
        ...search,
        ...Object.fromEntries(without.map((other) => [other, undefined])),
        [name]: value || undefined,
        cursor: undefined,
      }),
    });
}

interface FilterProps {
  label: string;
  /** In the address. */
  name: string;
  value: string | undefined;
}

type SearchProps = FilterProps &
  Pick<ComponentProps<'input'>, 'inputMode' | 'pattern' | 'minLength' | 'maxLength'> & {
    /** As wide as an amount. */
    narrow?: boolean;
  };

/** A text to look for; Enter looks for it. */
export function Search({ label, name, value, narrow, ...rest }: SearchProps) {
  const setFilter = useSetFilter();
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFilter(name, text.trim());
  };
  return (
    <form role="search" aria-label={label} onSubmit={submit} className={narrow ? 'w-36' : 'grow sm:max-w-sm'}>
      <label className="block space-y-1 text-xs text-muted">
        <span className="block">{label}</span>
        <Input {...rest} type="search" value={text} onChange={({ target }) => setText(target.value)} />
      </label>
    </form>
  );
}

interface ChoiceProps extends FilterProps {
  /** What is read where nothing is chosen. */
  any: string;
  choices: readonly (readonly [value: string, text: string])[];
  /** Filters that mean something only with another choice: they go when this one changes. */
  without?: readonly string[];
}

export function Choice({ label, name, value, any, choices, without }: ChoiceProps) {
  const setFilter = useSetFilter();
  return (
    <label className="block space-y-1 text-xs text-muted">
      <span className="block">{label}</span>
      <Select
        className="max-w-xs"
        value={value ?? ''}
        onChange={({ target }) => setFilter(name, target.value, without)}
      >
        <option value="">{any}</option>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </Select>
    </label>
  );
}

/** A day, by the browser's own picker. */
export function DayFilter({ label, name, value }: FilterProps) {
  const setFilter = useSetFilter();
  return (
    <label className="block space-y-1 text-xs text-muted">
      <span className="block">{label}</span>
      <Input type="date" value={value ?? ''} onChange={({ target }) => setFilter(name, target.value)} />
    </label>
  );
}
