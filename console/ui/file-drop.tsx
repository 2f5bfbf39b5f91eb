import { Upload } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { classes } from './classes';
import { Field, Input } from './field';
import { words } from '../words/lists';

interface FileDropProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  file: File | undefined;
  onFile: (file: File) => void;
}

/** A file input on which a file can be dropped, too. What was chosen stays when the choice is called off. */
export function FileDrop({ label, hint, error, file, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [chosen] = files ?? [];
    if (chosen) onFile(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes(
        'rounded-lg border-2 border-dashed p-4',
        over ? 'border-accent bg-accent-soft' : 'border-edge',
      )}
    >
      <Field label={label} hint={hint} error={error}>
        {(input) => (
          <Input
            {...input}
            type="file"
            className="border-none px-0 file:mr-3 file:rounded-md file:border file:border-edge file:bg-surface file:px-3 file:py-1.5 file:text-text"
            onChange={({ target }) => take(target.files)}
          />
        )}
      </Field>
      <p role="status" className="mt-2 flex items-center gap-2 text-sm break-all">
        <Upload aria-hidden className="size-4 shrink-0" />
        {file ? words.chosenFile(file.name, formatBytes(file.size)) : words.dropHere}
      </p>
    </div>
  );
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Such as 8.6 MB. */
export function formatBytes(bytes: number): string {
  const step = bytes === 0 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const format = new Intl.NumberFormat('en-GB', {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1_000 ** step);
}
