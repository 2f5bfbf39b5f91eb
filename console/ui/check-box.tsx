import { useId, type ReactNode } from 'react';

interface CheckBoxProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  checked: boolean;
  onCheck: (checked: boolean) => void;
}

/** A box to tick, and what a tick means. */
export function CheckBox({ label, hint, error, checked, onCheck }: CheckBoxProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="text-sm">
      <label className="flex items-center gap-2 font-medium">
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={describedBy || undefined}
          aria-invalid={error ? true : undefined}
          onChange={({ target }) => onCheck(target.checked)}
        />
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="pl-5.5 text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="pl-5.5 text-xs text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
