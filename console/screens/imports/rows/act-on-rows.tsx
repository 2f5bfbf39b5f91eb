import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RowAction } from '../../../../domain/imports/row-actions';
import { useAct } from '../../../api/act';
import { api, etagOf, type Schema } from '../../../api/client';
import { counted, formatAmount } from '../../../ui/amount';
import { AskReason } from '../../../ui/ask-reason';
import { words } from '../../../words/import-rows';
import { AccountPicker, type PickedAccount } from '../account-picker';
import { sheetQuery } from '../import-query';
import type { RowFilter } from './row-filter';

/** Rows by their numbers, or all that fit a filter, as far as they are counted. */
export type ChosenRows = { rows: number[] } | { filter: FilterToAct; rows?: number; sum?: string };

interface FilterToAct extends RowFilter {
  /** Null: rows without one. */
  code?: string | null;
}

interface ActOnRowsProps {
  found: Schema<'ChargeImport'>;
  action: RowAction;
  chosen: ChosenRows;
  onClose: () => void;
  onDone: (rows: number) => void;
}

/** Asks before rows are changed: which, how many, their sum, and why. */
export function ActOnRows({ found, action, chosen, onClose, onDone }: ActOnRowsProps) {
  const sheet = useQuery(sheetQuery(found.batchSheetId));
  // What was seen when the question was put: if somebody edits the sheet meanwhile, the API refuses.
  const [seen] = useState(sheet.data && etagOf(sheet.data));
  const [account, setAccount] = useState<PickedAccount | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const acting = useAct<string, Schema<'RowsChanged'>>({
    act: (reason) =>
      api.post('/v1/charge-imports/{id}/rows/actions', {
        params: { path: { id: found.id }, header: { 'If-Match': seen ?? etagOf(sheet.data ?? {}) ?? '' } },
        body: { action, reason, ...whichOf(chosen), ...(account && { accountId: account.id }) },
      }),
    changes: ['import', 'sheet'],
    onDone: ({ rows }) => onDone(rows),
  });
  const rows = countOf(chosen);
  const confirm = (reason: string) => {
    if (action === 'assign' && !account) return setIsMissing(true);
    acting.mutate(reason);
  };
  return (
    <AskReason
      open
      title={words.titles[action](rows)}
      verb={words.verbs[action](rows)}
      look={action === 'assign' ? 'primary' : 'danger'}
      busy={acting.isPending}
      error={acting.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      <div className="space-y-2 text-sm">
        <p>{whichInWords(chosen)}</p>
        {'filter' in chosen && chosen.sum !== undefined && (
          <p>{words.sum(formatAmount(chosen.sum, found.location.currency))}</p>
        )}
        <p>{words.follows[action]}</p>
      </div>
      {action === 'assign' && (
        <AccountPicker
          locationId={found.location.id}
          value={account}
          onChoose={setAccount}
          error={isMissing && !account ? words.accountNeeded : undefined}
        />
      )}
    </AskReason>
  );
}

function whichOf(chosen: ChosenRows): Pick<Schema<'RowAction'>, 'rows' | 'filter'> {
  if (!('filter' in chosen)) return { rows: chosen.rows };
  const { status = 'unmatched', reason, differs, code } = chosen.filter;
  return { filter: { status, reason, differs, code } };
}

function countOf(chosen: ChosenRows): string {
  if (!('filter' in chosen)) return counted(chosen.rows.length, 'row');
  return chosen.rows === undefined ? words.allThatFit : counted(chosen.rows, 'row');
}

function whichInWords(chosen: ChosenRows): string {
  if (!('filter' in chosen)) return words.ofPage(countOf(chosen));
  const { status = 'unmatched', reason, differs, code } = chosen.filter;
  const filter = words.filterOf(status, { reason, differs, code });
  return chosen.rows === undefined ? words.manyOfFilter(filter) : words.ofFilter(countOf(chosen), filter);
}
