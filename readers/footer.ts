import { type ImportTypeDefinition } from '../domain/import-type';
import { type FooterAmounts } from '../domain/read-row';
import { amountReader } from './amount';
import { type Columns } from './find-header';
import { fold } from '../domain/fold';

/**
 * Makes the reader of the footer line: its amounts when the first cell carries the type's mark, else null. An amount
 * that is blank or unreadable is null, and so is not checked.
 */
export function footerReader(definition: ImportTypeDefinition, columns: Columns, currency: string) {
  const mark = definition.footer === undefined ? null : fold(definition.footer.firstCell);
  const read = amountReader(definition, currency);

  return (cells: string[]): FooterAmounts | null => {
    if (mark === null || cells[0] === undefined || fold(cells[0]) !== mark) return null;
    const amount = (at: { index: number } | undefined) => read(cells[at?.index ?? -1] ?? '').value ?? null;
    return { buy: amount(columns.buyAmount), sell: amount(columns.sellAmount) };
  };
}
