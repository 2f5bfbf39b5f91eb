import { useState } from 'react';
import { useAct } from '../../api/act';
import { api, type Schema } from '../../api/client';
import { counted, formatAmount } from '../../ui/amount';
import { AskReason } from '../../ui/ask-reason';
import { Permitted } from '../../ui/permitted';
import { ProblemNote } from '../../ui/problem';
import { words } from '../../words/import';
import { words as importWords } from '../../words/imports';
import { amountOf } from './import-parts';

/** Cancel, match again and go on, as the API permits them. */
export function ImportActions({ found }: { found: Schema<'ChargeImport'> }) {
  const [asked, setAsked] = useState(false);
  const params = { path: { id: found.id } };
  const changes = ['import', 'sheet'] as const;
  const rematch = useAct({ act: () => api.post('/v1/charge-imports/{id}/rematch', { params }), changes });
  const restart = useAct({ act: () => api.post('/v1/charge-imports/{id}/restart', { params }), changes });
  const cancel = useAct<string>({
    act: (reason) => api.post('/v1/charge-imports/{id}/cancel', { params, body: { reason } }),
    changes,
    onDone: () => setAsked(false),
  });
  const sum = amountOf(found, 'file');
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-start gap-2">
        {found.stopped !== null && (
          <Permitted on={found} action="restart" busy={restart.isPending} onClick={() => restart.mutate()}>
            {words.restart}
          </Permitted>
        )}
        {(found.newMatches || found.rows.unmatched > 0) && (
          <Permitted on={found} action="rematch" busy={rematch.isPending} onClick={() => rematch.mutate()}>
            {words.rematch}
          </Permitted>
        )}
        <Permitted on={found} action="cancel" look="danger" onClick={() => setAsked(true)}>
          {words.cancel}
        </Permitted>
      </div>
      <p role="status" className="text-sm text-muted">
        {rematch.isSuccess && words.rematchAsked}
      </p>
      <ProblemNote error={rematch.error ?? restart.error} />
      <AskReason
        open={asked}
        title={words.cancelTitle(importWords.unnamed(found.file.name))}
        verb={words.cancel}
        busy={cancel.isPending}
        error={cancel.error}
        onClose={() => {
          cancel.reset();
          setAsked(false);
        }}
        onConfirm={(reason) => cancel.mutate(reason)}
      >
        <p className="text-sm">
          {words.cancelWhy(
            counted(found.rows.file, 'row'),
            sum && formatAmount(sum, found.location.currency),
          )}
        </p>
      </AskReason>
    </div>
  );
}
