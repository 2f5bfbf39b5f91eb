import { rowActions, type RowAction } from '../../../../domain/imports/row-actions';
import type { Schema } from '../../../api/client';
import { counted } from '../../../ui/amount';
import { Button } from '../../../ui/button';
import { Permitted } from '../../../ui/permitted';
import { words } from '../../../words/import-rows';
import { commonActions } from './common-actions';

interface SelectionBarProps {
  /** The selected rows of this page. */
  chosen: readonly Schema<'ImportRow'>[];
  /** How many rows fit the filter; undefined where that is not counted. */
  fitting: number | undefined;
  canTakeAll: boolean;
  isAll: boolean;
  onAll: () => void;
  onClear: () => void;
  onAct: (action: RowAction) => void;
}

/** What is selected, and what can be done with it. */
export function SelectionBar({
  chosen,
  fitting,
  canTakeAll,
  isAll,
  onAll,
  onClear,
  onAct,
}: SelectionBarProps) {
  const common = commonActions(chosen);
  const all = fitting === undefined ? 'rows' : counted(fitting, 'row');
  return (
    <div className="mb-3 space-y-2 rounded-md bg-accent-soft p-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span role="status" className="font-medium">
          {isAll ? words.allSelected(all) : words.selected(counted(chosen.length, 'row'))}
        </span>
        {canTakeAll && !isAll && (fitting === undefined || fitting > chosen.length) && (
          <Button look="quiet" onClick={onAll}>
            {words.selectAll(all)}
          </Button>
        )}
        <Button look="quiet" onClick={onClear}>
          {words.clear}
        </Button>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        {common.whyNothing ??
          rowActions.map((action) => (
            <Permitted key={action} on={common} action={action} onClick={() => onAct(action)}>
              {words.actions[action]}
            </Permitted>
          ))}
      </div>
    </div>
  );
}
