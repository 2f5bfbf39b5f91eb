import { useState } from 'react';
import { api } from '../../api/client';
import { formatAmount } from '../../ui/amount';
import { AskReason } from '../../ui/ask-reason';
import { Permitted } from '../../ui/permitted';
import { words } from '../../words/batch-sheet';
import { Changed } from './changed';
import { decisionOn, useDecision } from './use-decision';
import type { Sheet } from './use-sheet';

const ways = ['reject', 'reopen', 'withdraw'] as const;
type Way = (typeof ways)[number];

/** The ways in which a completed sheet becomes a draft again, each with a reason. */
export function SendBack({ sheet }: { sheet: Sheet }) {
  const [way, setWay] = useState<Way>();
  if (sheet.state !== 'completed' && !way) return null;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {ways.map((one) => (
        <Permitted key={one} on={sheet} action={one} look="danger" onClick={() => setWay(one)}>
          {words.sendBack[one][0]}
        </Permitted>
      ))}
      {way && <Question sheet={sheet} way={way} onClose={() => setWay(undefined)} />}
    </div>
  );
}

function Question({ sheet, way, onClose }: { sheet: Sheet; way: Way; onClose: () => void }) {
  const { seen, changes, changed, lookAgain, mutate, isPending, error } = useDecision<string>({
    sheet,
    onClose,
    ask: (seen, reason) =>
      api.post(`/v1/batch-sheets/{id}/${way}`, { params: decisionOn(seen), body: { reason } }),
  });
  const [, verb, why] = words.sendBack[way];
  return (
    <AskReason
      open
      title={words.sendBackTitle(verb, seen.number, formatAmount(seen.gross, seen.location.currency))}
      verb={verb}
      busy={isPending}
      error={changed ? null : error}
      onClose={onClose}
      onConfirm={(reason) => changed || mutate(reason)}
    >
      <p className="text-sm">{why}</p>
      {changed && <Changed changes={changes} lookAgain={lookAgain} />}
    </AskReason>
  );
}
