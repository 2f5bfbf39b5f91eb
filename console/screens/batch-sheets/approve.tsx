import type { FormEvent } from 'react';
import { api, isProblem } from '../../api/client';
import { formatAmount, formatCount } from '../../ui/amount';
import { Button } from '../../ui/button';
import { Dialog, DialogButtons } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem';
import { words as lists } from '../../words/lists';
import { words } from '../../words/batch-sheet';
import { words as list } from '../../words/batch-sheets';
import { Changed } from './changed';
import { FreshSignIn } from './fresh-sign-in';
import { SumsInShort } from './sums-in-short';
import { decisionOn, useDecision } from './use-decision';
import type { Sheet } from './use-sheet';

interface DialogProps {
  sheet: Sheet;
  onClose: () => void;
}

/** Approved (2): of exactly the sheet that was seen, by its digest. */
export function Approve({ sheet, onClose }: DialogProps) {
  const { seen, changes, changed, lookAgain, mutate, isPending, error } = useDecision({
    sheet,
    onClose,
    ask: (seen) =>
      api.post('/v1/batch-sheets/{id}/approve', {
        params: decisionOn(seen),
        body: { digest: seen.digest ?? '' },
      }),
  });
  const { notBilled, location } = seen;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && !changed) mutate();
  };
  return (
    <Dialog open title={words.approveTitle(seen.number)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <SumsInShort sheet={seen} />
        <p className="text-sm">{words.approveWhy(seen.accounts.length)}</p>
        {notBilled.rows > 0 && (
          <p className="text-sm text-muted">
            {list.notBilled}: {formatCount(notBilled.rows)} (
            {formatAmount(notBilled.amount, location.currency)})
          </p>
        )}
        <Trouble error={error} changed={changed} sheet={seen} />
        {changed && <Changed changes={changes} lookAgain={lookAgain} />}
        <DialogButtons>
          <Button onClick={onClose}>{lists.cancel}</Button>
          <Button type="submit" look="primary" busy={isPending} disabled={changed}>
            {words.approve(formatAmount(seen.gross, location.currency))}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function Trouble({ error, changed, sheet }: { error: unknown; changed: boolean; sheet: Sheet }) {
  if (changed) return null;
  if (isProblem(error) && error.type === '/problems/fresh-sign-in-needed')
    return <FreshSignIn detail={error.detail} locationId={sheet.location.id} />;
  return <ProblemNote error={error} />;
}
