import { type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type ReadRow } from '../domain/imports/read-row';
import { type Columns } from './find-header';
import { fold } from '../domain/text/fold';

/**
 * Creates the rule that says why a row is left out, or null. A skip rule applies whatever else is wrong with the row; a
 * zero is left out only if the row has no fault. Values are compared trimmed and case-insensitively.
 */
export function ignoreRule(definition: ImportTypeDefinition, columns: Columns) {
  const rules = (definition.skip ?? []).map(({ column, equals }) => ({
    at: columns[column],
    values: new Set(equals.map(fold)),
  }));

  return (cells: string[], row: ReadRow): string | null => {
    for (const { at, values } of rules) {
      const cell = at === undefined ? undefined : cells[at.index];
      if (at !== undefined && cell !== undefined && values.has(fold(cell)))
        return `${at.header} is ${cell.trim() === '' ? 'empty' : `"${cell.trim()}"`}`;
    }
    if (!definition.ignoreZero || row.fault !== null) return null;
    const basis = columns.sellAmount ?? columns.buyAmount;
    const amount = columns.sellAmount === undefined ? row.buy : row.sell;
    return amount !== null && !/[1-9]/.test(amount) ? `${basis?.header ?? 'The amount'} is zero` : null;
  };
}
