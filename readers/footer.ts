import { fold } from '../domain/text/fold';
import { type ImportColumn, type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { addAmounts, type Amount } from '../domain/money/money';
import { type FooterAmounts, type NotationProof } from '../domain/imports/read-row';
import { amountColumns } from './amount-columns';
import { type Columns } from './find-header';

/** A sum may be longer than any of its amounts. */
const maxDigitsOfSum = 24;
const longestShown = 200;

/**
 * Creates the reader of footer lines, whose first cell carries the type's mark. Amounts are read as strictly as those
 * of rows. A footer with text instead of amounts, or an unreadable amount, is kept as text: it never counts as
 * agreement.
 * @throws OtherNotation as amounts of rows do.
 */
export function footerReader(
  definition: ImportTypeDefinition,
  columns: Columns,
  currency: string,
  known: NotationProof[] = [],
) {
  const mark = definition.footer === undefined ? null : fold(definition.footer.firstCell);
  const read = amountColumns(definition, currency, known, maxDigitsOfSum);

  const readLine = (cells: string[], line: number): FooterAmounts => {
    const amountOf = (column: ImportColumn) => {
      const at = columns[column];
      const cell = at === undefined ? '' : (cells[at.index] ?? '');
      if (at === undefined || cell.trim() === '') return null;
      return read({ column, header: at.header, line, cell }).value ?? 'unreadable';
    };
    const buy = amountOf('buyAmount');
    const sell = amountOf('sellAmount');
    const saysMore = cells.slice(1).some((cell) => cell.trim() !== '');
    const unreadable = [buy, sell].includes('unreadable') || (buy === null && sell === null && saysMore);
    return {
      buy: buy === 'unreadable' ? null : buy,
      sell: sell === 'unreadable' ? null : sell,
      unreadable: unreadable ? cells.join(definition.delimiter).trim().slice(0, longestShown) : null,
    };
  };
  return {
    isFooter: (cells: string[]): boolean =>
      mark !== null && cells[0] !== undefined && fold(cells[0]) === mark,
    /** The amounts of a footer or of any other line of totals. */
    amountsOf: readLine,
  };
}

/** The sum of the footers of two sections of a file. */
export function addFooters(one: FooterAmounts | null, other: FooterAmounts | null): FooterAmounts | null {
  if (one === null || other === null) return one ?? other;
  const sum = (a: Amount | null, b: Amount | null) =>
    a === null || b === null ? (a ?? b) : addAmounts(a, b);
  return {
    buy: sum(one.buy, other.buy),
    sell: sum(one.sell, other.sell),
    unreadable: one.unreadable ?? other.unreadable,
  };
}
