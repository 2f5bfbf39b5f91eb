import { useState } from 'react';
import type { RowAction } from '../../../../domain/imports/row-actions';
import { useQuery } from '@tanstack/react-query';
import type { Schema } from '../../../api/client';
import { counted } from '../../../ui/amount';
import { type Column, Table } from '../../../ui/table';
import { words } from '../../../words/import-rows';
import { locationQuery } from '../../../api/location-query';
import { ActOnRows } from './act-on-rows';
import { rowColumns } from './row-columns';
import { countOfFilter, type RowFilter } from './row-filter';
import { SelectionBar } from './selection-bar';

type Row = Schema<'ImportRow'>;

interface SelectableRowsProps {
  found: Schema<'ChargeImport'>;
  filter: RowFilter;
  /** Something is looked for: only what is ticked can be changed. */
  isSearched: boolean;
  items: readonly Row[];
  hasMore: boolean;
}

/** A page of rows, of which some, all, or all that fit the filter can be changed at once. */
export function SelectableRows({ found, filter, isSearched, items, hasMore }: SelectableRowsProps) {
  const place = useQuery(locationQuery(found.location.id));
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [isAll, setIsAll] = useState(false);
  const [acting, setActing] = useState<RowAction>();
  const [changed, setChanged] = useState<number>();
  const chosen = isAll ? items : items.filter(({ rowNumber }) => ticked.has(rowNumber));
  const mayChange = items.some(({ actions, blocked }) => actions.length + blocked.length > 0);
  const clear = () => {
    setTicked(new Set());
    setIsAll(false);
  };
  const tick = (rowNumber: number, isOn: boolean) => {
    setIsAll(false);
    setTicked(new Set(isOn ? [...ticked, rowNumber] : [...ticked].filter((one) => one !== rowNumber)));
  };
  const boxes: Column<Row> = {
    header: (
      <input
        type="checkbox"
        aria-label={words.selectPage}
        checked={chosen.length === items.length}
        onChange={({ target }) =>
          target.checked ? setTicked(new Set(items.map(({ rowNumber }) => rowNumber))) : clear()
        }
      />
    ),
    cell: ({ rowNumber, line }) => (
      <input
        type="checkbox"
        aria-label={words.select(String(line))}
        checked={isAll || ticked.has(rowNumber)}
        onChange={({ target }) => tick(rowNumber, target.checked)}
      />
    ),
  };
  const columns = rowColumns(filter.status, {
    zone: place.data?.timeZone,
    currency: found.location.currency,
  });
  const fitting = countOfFilter(found, filter);
  return (
    <>
      <p role="status" className="text-sm text-good">
        {changed !== undefined && words.done(counted(changed, 'row'))}
      </p>
      {chosen.length > 0 && (
        <SelectionBar
          chosen={chosen}
          fitting={filter.status === undefined ? undefined : fitting.rows}
          canTakeAll={filter.status !== undefined && !isSearched}
          isAll={isAll}
          onAll={() => setIsAll(true)}
          onClear={clear}
          onAct={setActing}
        />
      )}
      <Table
        caption={words.caption}
        columns={mayChange ? [boxes, ...columns] : columns}
        items={items}
        keyOf={({ rowNumber }) => String(rowNumber)}
        empty={hasMore ? words.emptyPart : words.empty}
      />
      {acting && (
        <ActOnRows
          found={found}
          action={acting}
          chosen={isAll ? { filter, ...fitting } : { rows: chosen.map(({ rowNumber }) => rowNumber) }}
          onClose={() => setActing(undefined)}
          onDone={(rows) => {
            setActing(undefined);
            setChanged(rows);
            clear();
          }}
        />
      )}
    </>
  );
}
