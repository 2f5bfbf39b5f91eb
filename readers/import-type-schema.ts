import { z } from 'zod';
import { importColumns, type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { fold } from '../domain/text/fold';
import { isTimeZone } from '../domain/catalogue/time-zone';
import { durationNotations } from './duration';
import { STATED_ENCODINGS } from './file-encoding';
import { MAX_CELLS } from './record-end';
import { formatProblem } from './time-format';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => fold(text) !== '', { error: 'must contain a visible character' });
const aliases = z.array(name).min(1).max(20);
const column = z.enum(importColumns);
const texts = z.array(z.string().max(200)).min(1).max(100);

const shape = z.strictObject({
  delimiter: z
    .string()
    .regex(
      /^[\t!#$%&*+:;,./|~^_-]$/,
      'must be one sign such as , ; | or a tab: no letter, digit, quote or space',
    ),
  encoding: z.string().refine((text) => STATED_ENCODINGS.includes(text.toLowerCase()), {
    error: `must be one of ${STATED_ENCODINGS.join(', ')}`,
  }),
  header: z.boolean(),
  columns: z.strictObject(Object.fromEntries(importColumns.map((key) => [key, aliases.optional()]))),
  dateFormat: z.string().min(1).max(40).optional(),
  timeFormat: z.string().min(1).max(40).optional(),
  timestampFormat: z.string().min(1).max(40).optional(),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be an IANA time zone such as Europe/London' })
    .optional(),
  duration: z.string().refine((text) => durationNotations(text) !== null, {
    error: 'must be notations seconds, mm:ss, hh:mm:ss, joined by " | "',
  }),
  decimal: z.enum(['.', ',']),
  thousands: z.enum([',', '.', "'", '’', ' ', '\u00a0', '\u202f']).optional(),
  unit: z.enum(['major', 'minor']),
  cells: z.int().min(1).max(MAX_CELLS).optional(),
  sign: z
    .literal(
      'reversed',
      'must be "reversed", the only option: the file gives what is charged as negative amounts',
    )
    .optional(),
  footer: z.strictObject({ firstCell: name }).optional(),
  leaveOut: z
    .array(
      z
        .strictObject({
          column: name,
          equals: texts.optional(),
          startsWith: z.array(name).min(1).max(100).optional(),
        })
        .refine(({ equals, startsWith }) => equals !== undefined || startsWith !== undefined, {
          error: 'give `equals` or `startsWith`, or both',
        }),
    )
    .max(50)
    .optional(),
  skip: z
    .array(z.strictObject({ column, equals: texts }))
    .max(50)
    .optional(),
  ignoreZero: z.boolean(),
});

/**
 * An Import Type's definition as people enter it: strict, so that a misspelt key is refused instead of being ignored.
 */
export const importTypeSchema: z.ZodType<ImportTypeDefinition> = shape.superRefine((type, context) => {
  for (const { path, message } of problemsOf(type)) context.addIssue({ code: 'custom', path, message });
});

interface Problem {
  path: (string | number)[];
  message: string;
}

function problemsOf(type: ImportTypeDefinition): Problem[] {
  const { columns } = type;
  const problems: Problem[] = [];
  const refuse = (wrong: boolean, path: Problem['path'], message: string) =>
    wrong && problems.push({ path, message });

  refuse(!columns.accountCode, ['columns', 'accountCode'], 'a column for the account code is required');
  refuse(!columns.duration, ['columns', 'duration'], 'a column for the duration is required');
  refuse(
    !columns.buyAmount && !columns.sellAmount,
    ['columns'],
    'buyAmount, sellAmount or both are required',
  );
  const apart = columns.date !== undefined && columns.time !== undefined;
  const half = (columns.date !== undefined) !== (columns.time !== undefined);
  refuse(
    half || apart === (columns.timestamp !== undefined),
    ['columns'],
    'either date and time, or timestamp, is required, not both',
  );
  formatProblems(type, refuse);
  refuse(
    type.thousands === type.decimal,
    ['thousands'],
    'the thousands sign must differ from the decimal sign',
  );
  for (const [at, rule] of (type.skip ?? []).entries())
    refuse(!columns[rule.column], ['skip', at, 'column'], `no column ${rule.column} is configured`);
  if (type.header)
    refuse(
      type.cells !== undefined,
      ['cells'],
      'only allowed without a header line, which otherwise gives the number',
    );
  else positionProblems(type, refuse);
  return problems;
}

function positionProblems(
  { columns, cells = Infinity, leaveOut = [] }: ImportTypeDefinition,
  refuse: (wrong: boolean, path: Problem['path'], message: string) => void,
): void {
  const isPosition = (text: string | undefined) => /^[1-9]\d{0,2}$/.test(text ?? '');
  for (const [key, positions] of Object.entries(columns)) {
    const [position] = positions;
    const path = ['columns', key];
    refuse(
      positions.length !== 1 || !isPosition(position),
      path,
      'without a header line this must be one position, from "1" to "999"',
    );
    refuse(Number(position) > cells, path, `is beyond the ${cells} cells of a row`);
  }
  for (const [at, { column }] of leaveOut.entries())
    refuse(
      !Object.hasOwn(columns, column) && (!isPosition(column) || Number(column) > cells),
      ['leaveOut', at, 'column'],
      'without a header line this must be a position, or one of the columns above',
    );
}

function formatProblems(
  type: ImportTypeDefinition,
  refuse: (wrong: boolean, path: string[], message: string) => void,
): void {
  const formats = [
    ['date', 'dateFormat', 'date'],
    ['time', 'timeFormat', 'time'],
    ['timestamp', 'timestampFormat', 'both'],
  ] as const;
  for (const [key, formatKey, needs] of formats) {
    const format = type[formatKey];
    if (format === undefined)
      refuse(type.columns[key] !== undefined, [formatKey], `required with the column ${key}`);
    else {
      const problem = formatProblem(format, needs);
      refuse(problem !== null, [formatKey], problem ?? '');
    }
  }
}
