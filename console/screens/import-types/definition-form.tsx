import type { FormEvent, ReactNode } from 'react';
import { Button } from '../../ui/button';
import { ProblemNote } from '../../ui/problem';
import { AmountFields } from './amount-fields';
import { ColumnFields } from './column-fields';
import { type DefinitionPartProps, FileFields } from './file-fields';
import { LineFields } from './line-fields';
import { TimeFields } from './time-fields';

interface DefinitionFormProps extends DefinitionPartProps {
  /** Above all else, such as the name. */
  children?: ReactNode;
  verb: string;
  isSaving: boolean;
  onSave: () => void;
  /** Beside the button. */
  beside?: ReactNode;
}

/** A definition to fill in. */
export function DefinitionForm({ children, verb, isSaving, onSave, beside, ...parts }: DefinitionFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSaving) onSave();
  };
  return (
    <form onSubmit={submit} className="space-y-6">
      {children}
      <FileFields {...parts} />
      <ColumnFields {...parts} />
      <TimeFields {...parts} />
      <AmountFields {...parts} />
      <LineFields {...parts} />
      <ProblemNote error={parts.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={isSaving}>
          {verb}
        </Button>
        {beside}
      </div>
    </form>
  );
}
