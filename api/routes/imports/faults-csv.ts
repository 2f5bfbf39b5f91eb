import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { ImportColumn } from '../../../domain/catalogue/import-type';
import { whatToDoAboutFault, whatToDoAboutRow } from '../../../domain/imports/what-to-do';
import type { FaultLine } from '../../../prisma/repositories/imports/fault-lines';
import type { HowItWasRead } from '../../../prisma/repositories/imports/how-it-was-read';
import { looseCells } from '../../../readers/cell-walk';
import type { Pipe } from '../../http/answer-kinds';
import type { Caller } from '../../http/caller';
import { safeCell } from '../../http/safe-cell';
import { placeOfCode } from './foreign-names';

/** A number is no formula, whatever its sign. */
const plainNumber = /^[-+]?\d[\d.,]*$/;
const asItWas = (cell: string): string => (plainNumber.test(cell) ? cell : safeCell(cell));

const ours = ['Line', 'Status', 'Reason', 'What to do'];

interface Lines {
  how: HowItWasRead;
  /** Of the file; null where it has none, or is gone. */
  header: string[] | null;
  caller: Caller;
}

/**
 * Rows that are not charged, as their file has them, and why. Cells beyond the header come last, so that every column
 * stays where it was.
 */
export function faultsCsv(lines: AsyncIterable<FaultLine>, { how, header, caller }: Lines): Pipe {
  const { definition, checkpoint } = how;
  const columns = Object.entries(checkpoint?.columns ?? {}) as [
    ImportColumn,
    { index: number; header: string },
  ][];
  const byHeader = new Map(columns.map(([column, { header }]) => [header, column]));
  const used = Math.max(0, ...columns.map(([, { index }]) => index + 1));
  const width = header?.length ?? Math.max(checkpoint?.width ?? 0, used);
  const names =
    header ??
    Array.from(
      { length: width },
      (_, at) => columns.find(([, { index }]) => index === at)?.[1].header ?? `Column ${at + 1}`,
    );

  const why = ({ status, reason, detail }: FaultLine): [string, string] => {
    if (status === 'invalid') return [reason ?? '', whatToDoAboutFault(byHeader.get(detail ?? '') ?? null)];
    const told = reason === 'code of another location' ? placeOfCode(caller, detail) : detail;
    return [[reason, told].filter(Boolean).join(': '), whatToDoAboutRow(reason)];
  };
  async function* cells() {
    yield [...names.map(asItWas), ...ours, 'Further cells'];
    for await (const line of lines) {
      const all = looseCells(line.raw, definition.delimiter);
      const own = Array.from({ length: width }, (_, at) => asItWas(all[at] ?? ''));
      const [reason, whatToDo] = why(line);
      const further = all.slice(width).join(definition.delimiter);
      yield [...own, String(line.line), line.status, safeCell(reason), whatToDo, asItWas(further)];
    }
  }
  return [Readable.from(cells()), stringify({ record_delimiter: 'windows', quoted_match: /[\r\n]/ })];
}
