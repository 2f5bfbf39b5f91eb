import { type FormEvent, useState } from 'react';
import { api } from '../../api/client';
import { formatAmount } from '../../ui/amount';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem';
import { words as lists } from '../../words/lists';
import { words } from '../../words/batch-sheet';
import { Changed } from './changed';
import { SumsInShort } from './sums-in-short';
import { decisionOn, useDecision } from './use-decision';
import type { Sheet } from './use-sheet';

interface DialogProps {
  sheet: Sheet;
  onClose: () => void;
}

/** Completed (1): says what is charged, and has what is left over acknowledged with its rows and its sum. */
export function Complete({ sheet, onClose }: DialogProps) {
  const { seen, changes, changed, lookAgain, mutate, isPending, error } = useDecision({
    sheet,
    onClose,
    ask: (seen) =>
      api.post('/v1/batch-sheets/{id}/complete', {
        params: decisionOn(seen),
        body: { acknowledge: seen.notBilled },
      }),
  });
  /** The leftovers that were acknowledged: others have to be acknowledged anew. */
  const [acknowledged, setAcknowledged] = useState<string>();
  const { rows, amount } = seen.notBilled;
  const leftovers = `${rows} ${amount}`;
  const money = (amount: string) => formatAmount(amount, seen.location.currency);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && !changed) mutate();
  };
  return (
    <Dialog open title={words.completeTitle(seen.number)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <SumsInShort sheet={seen} />
        <p className="text-sm">{words.completeWhy}</p>
        {rows > 0 && (
          <label className="flex items-start gap-3 rounded-md border border-edge p-3 text-sm">
            <input
              type="checkbox"
              required
              className="mt-0.5 size-5 shrink-0 accent-accent"
              checked={acknowledged === leftovers}
              onChange={({ target }) => setAcknowledged(target.checked ? leftovers : undefined)}
            />
            {words.acknowledge(rows, money(amount))}
          </label>
        )}
        {changed ? <Changed changes={changes} lookAgain={lookAgain} /> : <ProblemNote error={error} />}
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={isPending} disabled={changed}>
            {words.complete(money(seen.gross))}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
