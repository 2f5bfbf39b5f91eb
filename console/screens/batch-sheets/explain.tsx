import { type FormEvent, useState } from 'react';
import { api, etagOf } from '../../api/client';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { Field, fieldError, TextArea } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { words as lists } from '../../words/lists';
import { words } from '../../words/batch-sheet';
import { type Check, type Sheet, useSheetAct } from './use-sheet';

interface ExplainProps {
  sheet: Sheet;
  check: Check;
  onClose: () => void;
}

export function Explain({ sheet, check: { check, expected, found }, onClose }: ExplainProps) {
  const [text, setText] = useState(sheet.explanations[check] ?? '');
  const { mutate, isPending, error } = useSheetAct(
    sheet.id,
    (text: string) =>
      api.post('/v1/batch-sheets/{id}/explain', {
        params: { path: { id: sheet.id }, header: { 'If-Match': etagOf(sheet) } },
        body: { mismatch: check, text },
      }),
    onClose,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate(text.trim());
  };
  return (
    <Dialog open title={words.explainTitle(words.checkNames[check])} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm">{words.explainWhy(expected, found)}</p>
        <Field label={words.explanation} error={fieldError(error, '/text')}>
          {(input) => (
            <TextArea
              {...input}
              required
              autoFocus
              maxLength={2000}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        <ProblemNote error={error} />
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={isPending}>
            {words.keepExplanation}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
