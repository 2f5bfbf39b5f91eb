import { fold } from '../domain/fold';
import { type ImportTypeDefinition } from '../domain/import-type';
import { type FooterAmounts } from '../domain/read-row';
import { amountReader } from './amount';
import { type Columns } from './find-header';

/** A sum may be longer than any of its amounts. */
const mostDigitsOfSum = 24;
const longestShown = 200;

/**
 * Makes the reader of the footer line: its amounts when the first cell carries the type's mark, else null. A footer that
 * says something else than amounts, or has one that cannot be read, is kept as text: it is no agreement.
 */
export function footerReader(definition: ImportTypeDefinition, columns: Columns, currency: string) {
  const mark = definition.footer === undefined ? null : fold(definition.footer.firstCell);
  const read = amountReader(definition, currency, mostDigitsOfSum);

  return (cells: string[]): FooterAmounts | null => {
    if (mark === null || cells[0] === undefined || fold(cells[0]) !== mark) return null;
    const amountAt = (at: { index: number } | undefined) => {
      const cell = at === undefined ? '' : (cells[at.index] ?? '');
      return cell.trim() === '' ? null : (read(cell).value ?? 'unreadable');
    };
    const buy = amountAt(columns.buyAmount);
    const sell = amountAt(columns.sellAmount);
    const saysMore = cells.slice(1).some((cell) => cell.trim() !== '');
    const unreadable = [buy, sell].includes('unreadable') || (buy === null && sell === null && saysMore);
    return {
      buy: buy === 'unreadable' ? null : buy,
      sell: sell === 'unreadable' ? null : sell,
      unreadable: unreadable ? cells.join(definition.delimiter).trim().slice(0, longestShown) : null,
    };
  };
}
