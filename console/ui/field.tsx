import { useId, type ComponentProps, type ReactNode } from 'react';
import { isProblem } from '../api/client';
import { classes } from './classes';

export const inputClasses =
  'min-h-9 w-full rounded-md border border-edge bg-surface px-2.5 py-1.5 text-sm text-text aria-invalid:border-danger';

interface FieldProps {
  label: ReactNode;
  /** Said before anything is wrong. */
  hint?: ReactNode;
  /** The field's error, or what the API refused and the pointer of this field, such as `/name`. */
  error?: string | undefined;
  children: (input: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** A label, an input and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-xs text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

export const Input = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input {...rest} className={classes(inputClasses, className)} />
);
export const Select = ({ className, ...rest }: ComponentProps<'select'>) => (
  <select {...rest} className={classes(inputClasses, className)} />
);
export const TextArea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea rows={3} {...rest} className={classes(inputClasses, className)} />
);

/** What the API said about a field: by its pointer, such as `/name`. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  if (!isProblem(error)) return undefined;
  return error.errors.find((one) => one.pointer.replace(/^#/, '') === pointer)?.detail;
}
