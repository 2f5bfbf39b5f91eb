import type { Period } from './expected-period';
import type { LineCounts, Noticed } from './read-row';

export const warningCodes = [
  'calls-outside-period',
  'calls-after-upload',
  'repeats-in-file',
  'mostly-negative',
  'other-notation',
  'row-widths',
  'header-in-another-order',
  'header-not-known',
  'cells-not-stated',
  'all-left-out',
  'codes-of-another-location',
  'shifted-calls',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Something that a person should check before the first tick; it never causes a refusal. */
export interface Warning {
  code: WarningCode;
  /** A sentence for people, without its full stop. */
  message: string;
  /** The figures behind it: counts, minutes, dates as yyyy-mm-dd. */
  numbers: Record<string, number | string>;
}

/** What is known about a file as a whole once its rows are matched. */
export interface FileFacts {
  lines: (LineCounts & { file: number }) | null;
  noticed: Noticed | null;
  /** Rows that repeat another row of the file. */
  repeats: number;
  /** First and last date of the calls at the Location; null if none has a time. */
  firstDate: string | null;
  lastDate: string | null;
  /** Rows with a time outside the period, and after the upload. */
  outsidePeriod: number;
  afterUpload: number;
  shifted: ShiftedCalls | null;
}

/** Rows that match claimed calls except for a constant shift in time. */
export interface ShiftedCalls {
  rows: number;
  /** Number of rows that were checked. */
  of: number;
  /** How much later they begin than the claimed ones. */
  minutes: number;
  /** The number of the sheet that has them. */
  batchSheet: string;
}

const countOf = (rows: number, one = 'row', more = `${one}s`): string => `${rows} ${rows === 1 ? one : more}`;

/** What is unusual about a file, as far as the file alone tells. @param fileRows Number of rows in the file. */
export function warningsOfFile(facts: FileFacts, period: Period, fileRows: number): Warning[] {
  return [
    ...(facts.noticed ? warningsOfReading(facts.noticed) : []),
    ...warningsOfTimes(facts, period, fileRows),
    ...(facts.lines && facts.lines.leftOut > fileRows ? [linesLeftOut(facts.lines.leftOut, fileRows)] : []),
    ...(facts.repeats > 0 ? [repeatsInFile(facts.repeats)] : []),
    ...(facts.shifted ? [shiftedCalls(facts.shifted)] : []),
  ];
}

/** What reading alone notices: known even for a file that fails. */
export function warningsOfReading(noticed: Noticed): Warning[] {
  const { amounts, negative, reversed, otherNotation, otherWidths, boundAnew, unknownHeaders } = noticed;
  return [
    ...otherNotation.map(({ header, line, cell, decimal }): Warning => {
      const sign = decimal === ',' ? 'comma' : 'point';
      return {
        code: 'other-notation',
        message:
          `${header} seems to use a decimal ${sign}: "${cell}" on line ${line} can only be read that way. ` +
          'Cells that the Import Type reads differently are invalid: cancel the import, and import the file ' +
          'with a type that uses that notation',
        numbers: { line },
      };
    }),
    ...(otherWidths.length > 0 ? [rowWidths(noticed)] : []),
    ...(boundAnew.length > 0
      ? [
          {
            code: 'header-in-another-order' as const,
            message:
              `The header is repeated with different names or in a different order, first on line ${boundAnew[0]}: ` +
              `from there on, cells are read by the new header${withoutColumns(noticed)}`,
            numbers: { headers: boundAnew.length, line: boundAnew[0] as number },
          },
        ]
      : []),
    ...(unknownHeaders.length > 0
      ? [
          {
            code: 'header-not-known' as const,
            message:
              `The header on line ${unknownHeaders[0]} has names that the Import Type does not know, or ` +
              'names a column twice: nothing below it is read. Import that part of the file ' +
              'separately, with a type that fits it',
            numbers: { headers: unknownHeaders.length, line: unknownHeaders[0] as number },
          },
        ]
      : []),
    ...(noticed.counted
      ? [
          {
            code: 'cells-not-stated' as const,
            message:
              `The Import Type does not say how many cells a row has: most have ${noticed.counted.cells}, ` +
              `of which the first ${noticed.counted.used} are used. Check that no comma splits a cell in two. An ` +
              `admin can set \`cells\` in the Import Type`,
            numbers: { ...noticed.counted },
          },
        ]
      : []),
    ...(amounts > 0 && negative * 10 >= amounts * 9
      ? [
          {
            code: 'mostly-negative' as const,
            message:
              `${negative} of ${amounts} amounts are negative and become credits. If the file means them ` +
              'as charges, cancel the import and ' +
              `have an admin ${reversed ? 'remove `sign: reversed` from' : 'set `sign: reversed` in'} the Import Type`,
            numbers: { negative, amounts },
          },
        ]
      : []),
  ];
}

const withoutColumns = ({ lost }: Noticed): string =>
  lost.length === 0
    ? ''
    : `, and there is no ${lost
        .slice(0, 5)
        .map((name) => `"${name}"`)
        .join(', ')}`;

function rowWidths({ width, otherWidths }: Noticed): Warning {
  const rows = otherWidths.reduce((sum, other) => sum + other.rows, 0);
  const told = otherWidths
    .slice(0, 5)
    .map((other) => `${other.cells} cells in ${countOf(other.rows)}, first on line ${other.line}`);
  const left = otherWidths.length > told.length ? '; and others' : '';
  return {
    code: 'row-widths',
    message:
      `${countOf(rows)} of the file ${rows === 1 ? 'has' : 'have'} a different number of cells from ${width}: ` +
      `${told.join('; ')}${left}`,
    numbers: { rows, width: width ?? 0, line: otherWidths[0]?.line ?? 0 },
  };
}

function warningsOfTimes(facts: FileFacts, { from, to }: Period, of: number): Warning[] {
  const { firstDate, lastDate, outsidePeriod, afterUpload } = facts;
  if (firstDate === null || lastDate === null) return [];
  const span = `the first call is of ${firstDate}, the last of ${lastDate}`;
  const dates = { firstCall: firstDate, lastCall: lastDate };
  const warnings: Warning[] = [];
  if (outsidePeriod > 0)
    warnings.push({
      code: 'calls-outside-period',
      message:
        `${outsidePeriod} of ${countOf(of)} ${outsidePeriod === 1 ? 'is' : 'are'} outside ${from} to ` +
        `${to}, the months around the Reference Date: ${span}`,
      numbers: { rows: outsidePeriod, of, ...dates, from, to },
    });
  if (afterUpload > 0)
    warnings.push({
      code: 'calls-after-upload',
      message:
        `${afterUpload} of ${countOf(of)} ${afterUpload === 1 ? 'begins' : 'begin'} after the file was ` +
        `uploaded: ${span}. Check the dates and the time zone`,
      numbers: { rows: afterUpload, of, ...dates },
    });
  return warnings;
}

const linesLeftOut = (lines: number, rows: number): Warning => ({
  code: 'all-left-out',
  message:
    `${countOf(lines, 'line')} ${lines === 1 ? 'is' : 'are'} left out by the rules of the Import Type, and ` +
    `${countOf(rows)} ${rows === 1 ? 'is' : 'are'} read: check that the rules fit this file`,
  numbers: { lines, rows },
});

const repeatsInFile = (rows: number): Warning => ({
  code: 'repeats-in-file',
  message:
    `${countOf(rows)} ${rows === 1 ? 'repeats' : 'repeat'} another row of the same file: same start, ` +
    'extension, number and duration. Each is charged',
  numbers: { rows },
});

function shiftedCalls({ rows, of, minutes, batchSheet }: ShiftedCalls): Warning {
  const hours = Math.abs(minutes) / 60;
  const by = `${hours} ${hours === 1 ? 'hour' : 'hours'} ${minutes > 0 ? 'later' : 'earlier'}`;
  return {
    code: 'shifted-calls',
    message:
      `${rows} of ${of} rows checked are calls that ${batchSheet} already has, but ${by}: with a wrong ` +
      'time zone, they would be charged twice. ' +
      'Compare some of them, and check the time zone of the Import Type',
    numbers: { rows, of, minutes },
  };
}
