import { type ImportColumn, type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type NotationProof } from '../domain/imports/read-row';
import { amountReader, type AmountReading } from './amount';
import { quoteCell } from './quote-cell';

/**
 * A cell of a column can only be read in another notation than the Import Type's ("0,150" where the comma separates
 * thousands). Earlier cells of the column may have been misread: the file is read again from its beginning, with that
 * known.
 */
export class OtherNotation extends Error {
  override readonly name = 'OtherNotation';

  constructor(readonly proof: NotationProof) {
    super(`${proof.header} uses another notation`);
  }
}

export interface AmountCell {
  column: ImportColumn;
  /** As the file spells it. */
  header: string;
  line: number;
  cell: string;
}

type Notation = Pick<ImportTypeDefinition, 'decimal' | 'thousands' | 'unit'>;
const otherSign = (decimal: string): string => (decimal === '.' ? ',' : '.');

/** The notations in which this one's decimal sign separates thousands: the ones that a column may really use. */
function otherNotations({ decimal, thousands, unit }: Notation): Notation[] {
  const signs =
    thousands === undefined || thousands === otherSign(decimal) ? [decimal] : [decimal, thousands];
  return signs.map((sign) => ({ decimal: otherSign(decimal), thousands: sign, unit }));
}

/** What may surround a number: a currency, or a word. */
const about = /^[\p{Sc}\p{L}\s]+|[\p{Sc}\p{L}\s]+$/gu;
const longestProof = 60;

/**
 * Returns a function that tells whether a cell can only be a number of another notation: it is not valid in this one,
 * nor with the other sign for thousands if the type names none.
 */
function proofOf(notation: Notation, currency: string): (cell: string) => boolean {
  const isNumber = (one: Notation) => {
    const read = amountReader(one, currency);
    return (text: string) => {
      const reading = read(text);
      return reading.value !== undefined || reading.tooLong === true;
    };
  };
  const { decimal, unit } = notation;
  const own = [notation, { decimal, thousands: otherSign(decimal), unit }].map(isNumber);
  const others = otherNotations(notation).map(isNumber);
  return (cell) => {
    const text = cell.length > longestProof ? cell : cell.replace(about, '').replace(/e[+-]?\d+$/i, '');
    return !own.some((is) => is(text)) && others.some((is) => is(text));
  };
}

/**
 * Creates the reader of the file's amounts, for rows and footer alike. In a column known to use another notation, a
 * cell that the two notations read differently ("1,250") is not an amount either.
 * @param known Columns known to use another notation.
 * @throws OtherNotation at a cell that proves it for a further column.
 */
export function amountColumns(
  definition: ImportTypeDefinition,
  currency: string,
  known: NotationProof[],
  maxDigits?: number,
): (cell: AmountCell) => AmountReading {
  const read = amountReader(definition, currency, maxDigits);
  const others = otherNotations(definition).map((notation) => amountReader(notation, currency, maxDigits));
  const proves = proofOf(definition, currency);
  const proofs = new Map(known.map((proof) => [proof.column, proof]));
  const signed = definition.sign === 'reversed' ? reversed : (reading: AmountReading) => reading;

  return ({ column, header, line, cell }) => {
    const proof = proofs.get(column);
    const reading = read(cell);
    if (proof === undefined) {
      if (reading.value === undefined && proves(cell))
        throw new OtherNotation({
          column,
          header,
          line,
          cell: cell.trim().slice(0, 40),
          decimal: otherSign(definition.decimal),
        });
      return signed(reading);
    }
    const other = others.map((one) => one(cell).value).find((value) => value !== undefined);
    const isSame = other === undefined || other === reading.value;
    if (isSame && !proves(cell)) return signed(reading);
    return { reason: `${quoteCell(cell)} was not accepted: ${otherwise(definition, proof)}` };
  };
}

/** Why a column is not read as the type says, and what to do. */
export function otherwise({ decimal }: ImportTypeDefinition, { header, line, cell }: NotationProof): string {
  const sign = decimal === '.' ? 'comma' : 'point';
  return (
    `line ${line} has ${quoteCell(cell)} in ${header}, which can only be read with a decimal ${sign}, ` +
    `and the Import Type says "${decimal}". Import the file with a type that says "${otherSign(decimal)}"`
  );
}

function reversed(reading: AmountReading): AmountReading {
  const { value } = reading;
  if (value === undefined || !/[1-9]/.test(value)) return reading;
  return { value: value.startsWith('-') ? value.slice(1) : `-${value}` };
}
