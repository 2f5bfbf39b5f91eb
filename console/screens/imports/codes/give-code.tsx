import { type FormEvent, useState } from 'react';
import { useAct } from '../../../api/act';
import { api, type Schema } from '../../../api/client';
import { counted, formatAmount } from '../../../ui/amount';
import { Button } from '../../../ui/button';
import { Dialog, DialogButtons } from '../../../ui/dialog';
import { Field, fieldError, Input } from '../../../ui/field';
import { ProblemNote } from '../../../ui/problem';
import { words } from '../../../words/import-codes';
import { words as listWords } from '../../../words/lists';
import { AccountPicker, type PickedAccount } from '../account-picker';
import { daysToGive } from './code-days';
import { daysOf } from './days-of';

type Likely = Schema<'LikelyAccount'>;

interface GiveCodeProps {
  problem: Schema<'CodeProblem'> & { code: string };
  /** To whom it is offered first. */
  likely: Likely | undefined;
  location: Schema<'LocationOfImport'>;
  onClose: () => void;
  onGiven: () => void;
}

const picked = ({ accountId: id, accountsId, name }: Likely): PickedAccount => ({ id, accountsId, name });

/** Gives a code of the file to an Account, for all days or some. */
export function GiveCode({ problem, likely, location, onClose, onGiven }: GiveCodeProps) {
  const { code } = problem;
  const [account, setAccount] = useState<PickedAccount | null>(likely ? picked(likely) : null);
  const [{ from, to }, setDays] = useState(() => daysToGive(likely));
  const [isMissing, setIsMissing] = useState(false);
  const giving = useAct<PickedAccount>({
    act: ({ id }, key) =>
      api.post('/v1/accounts/{id}/account-codes', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { code, effectiveFrom: from || null, effectiveTo: to || null },
      }),
    changes: ['account'],
    onDone: onGiven,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsMissing(account === null);
    if (account && !giving.isPending) giving.mutate(account);
  };
  const accountError = isMissing && !account ? words.accountNeeded : undefined;
  const sum = formatAmount(problem.amount, location.currency);
  return (
    <Dialog open title={words.title(code)} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-sm">{words.titleWhy(counted(problem.rows, 'row'), sum, daysOf(problem))}</p>
        <AccountPicker locationId={location.id} value={account} onChoose={setAccount} error={accountError} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.from} hint={words.fromHint} error={fieldError(giving.error, '/effectiveFrom')}>
            {(input) => (
              <Input
                {...input}
                type="date"
                value={from}
                onChange={({ target }) => setDays({ from: target.value, to })}
              />
            )}
          </Field>
          <Field label={words.to} hint={words.toHint} error={fieldError(giving.error, '/effectiveTo')}>
            {(input) => (
              <Input
                {...input}
                type="date"
                value={to}
                onChange={({ target }) => setDays({ from, to: target.value })}
              />
            )}
          </Field>
        </div>
        <ProblemNote error={giving.error} />
        <DialogButtons>
          <Button onClick={onClose}>{listWords.cancel}</Button>
          <Button type="submit" look="primary" busy={giving.isPending}>
            {account ? words.giveTo(account.accountsId) : words.give}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
