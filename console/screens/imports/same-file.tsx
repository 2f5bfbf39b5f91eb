import { useState } from 'react';
import type { Problem } from '../../api/client';
import { Button } from '../../ui/button';
import { Field, TextArea } from '../../ui/field';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { words } from '../../words/new-import';
import type { ImportFormFields } from './import-form';

interface SameFileProps {
  error: Problem;
  reason: string;
  change: (some: Partial<ImportFormFields>) => void;
}

/** The file is here already: leads to the first import, and says how it is imported again. */
export function SameFile({ error, reason, change }: SameFileProps) {
  const [again, setAgain] = useState(reason !== '');
  const { title, detail, firstImportId } = error;
  return (
    <Notice tone="warn" title={title} urgent>
      <p>{detail}</p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {firstImportId && (
          <Link to="/imports/$id" params={{ id: firstImportId }} className="font-medium underline">
            {words.sameFile}
          </Link>
        )}
        {!again && (
          <Button look="quiet" onClick={() => setAgain(true)}>
            {words.sameFileAgain}
          </Button>
        )}
      </p>
      {again && (
        <Field label={words.repeatReason} hint={words.repeatReasonHint}>
          {(input) => (
            <TextArea
              {...input}
              required
              autoFocus
              value={reason}
              onChange={({ target }) => change({ allowRepeat: target.value })}
            />
          )}
        </Field>
      )}
    </Notice>
  );
}
