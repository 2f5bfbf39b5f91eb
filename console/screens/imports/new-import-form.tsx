import { type FormEvent, useState } from 'react';
import { isProblem } from '../../api/client';
import { Button } from '../../ui/button';
import { fieldError } from '../../ui/field';
import { FileDrop } from '../../ui/file-drop';
import { ProblemNote } from '../../ui/problem';
import { Progress } from '../../ui/progress';
import { words } from '../../words/new-import';
import { NewImportFields, type NewImportFieldsProps } from './new-import-fields';
import { SameFile } from './same-file';

interface NewImportFormProps extends NewImportFieldsProps {
  file: File | undefined;
  onFile: (file: File) => void;
  /** Of the file that has been sent, 0 to 1; undefined while nothing is being sent. */
  share: number | undefined;
  onSubmit: () => void;
  onStop: () => void;
}

export function NewImportForm(props: NewImportFormProps) {
  const { fields, change, file, onFile, share, error, onSubmit, onStop } = props;
  const [fileMissing, setFileMissing] = useState(false);
  const isSending = share !== undefined;
  const isStopped = error instanceof DOMException && error.name === 'AbortError';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    setFileMissing(!file);
    if (file) onSubmit();
  };
  const take = (chosen: File) => {
    setFileMissing(false);
    onFile(chosen);
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      <NewImportFields {...props} />
      <FileDrop
        label={words.file}
        hint={words.fileHint}
        error={fileMissing ? words.fileNeeded : fieldError(error, '/file')}
        file={file}
        onFile={take}
      />
      {isProblem(error, 409) && error.firstImportId ? (
        <SameFile error={error} reason={fields.allowRepeat} change={change} />
      ) : (
        !isStopped && <ProblemNote error={error} />
      )}
      {isSending && (
        <Progress
          label={share < 1 ? words.sent(Math.floor(share * 100)) : words.keeping}
          value={share < 1 ? share : undefined}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={isSending}>
          {words.submit}
        </Button>
        {isSending && <Button onClick={onStop}>{words.stop}</Button>}
      </div>
    </form>
  );
}
