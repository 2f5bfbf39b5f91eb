import type { ImportColumn } from '../../../domain/catalogue/import-type';
import { columnNames, form as words } from '../../words/import-types';
import { errorWithin, partError } from './definition-errors';
import type { DefinitionPartProps } from './file-fields';
import { Group, LinesPart, Pair } from './form-parts';

const hints: Partial<Record<ImportColumn, string>> = {
  accountCode: words.needed,
  duration: words.needed,
  timestamp: words.dateTimeNeeded,
  sellAmount: words.amountNeeded,
};

/** Where each column is found. */
export function ColumnFields({ form, change, error }: DefinitionPartProps) {
  const whole = partError(error, '/columns');
  return (
    <Group title={words.groups.columns}>
      <p className="text-sm text-muted">{form.header ? words.columnHint : words.positionHint}</p>
      {whole && (
        <p role="alert" className="text-sm text-danger">
          {whole}
        </p>
      )}
      <Pair>
        {(Object.keys(columnNames) as ImportColumn[]).map((column) => (
          <LinesPart
            key={column}
            label={columnNames[column]}
            hint={hints[column]}
            error={errorWithin(error, `/columns/${column}`)}
            value={form.columns[column]}
            onChange={(names) => change({ columns: { ...form.columns, [column]: names } })}
          />
        ))}
      </Pair>
    </Group>
  );
}
