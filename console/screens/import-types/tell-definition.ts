import { type ImportTypeDefinition, type LeaveOutRule } from '../../../domain/catalogue/import-type';
import { columnNames, encodings, signs, told as words } from '../../words/import-types';

type Column = keyof typeof columnNames;

const signOf = (sign: string) => signs[sign] ?? sign;
const listed = (texts: readonly string[]) => texts.map(words.quoted).join(words.or);

function tellRule({ column, equals, startsWith }: LeaveOutRule): string {
  const parts = [equals && words.equals(listed(equals)), startsWith && words.startsWith(listed(startsWith))];
  const name = column in columnNames ? columnNames[column as Column] : words.quoted(column);
  return words.rule(name, parts.filter(Boolean).join(words.or));
}

function tellColumn(column: Column, definition: ImportTypeDefinition): string {
  const names = definition.columns[column] ?? [];
  const where = definition.header ? listed(names) : names.map(words.position).join(words.or);
  const format = { date: 'dateFormat', time: 'timeFormat', timestamp: 'timestampFormat' } as const;
  const key = column in format ? format[column as keyof typeof format] : undefined;
  return key && definition[key] ? `${where}, ${words.format(definition[key])}` : where;
}

function tellAmounts({ decimal, thousands, unit, sign }: ImportTypeDefinition): string {
  const parts = [
    words[unit],
    words.decimal(signOf(decimal)),
    thousands === undefined ? words.noThousands : words.thousands(signOf(thousands)),
    ...(sign === 'reversed' ? [words.reversed] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** How a file is read, apart from its columns: names and sentences. */
export function tellDefinition(definition: ImportTypeDefinition): Record<string, string> {
  const { delimiter, encoding, header, cells, footer, leaveOut = [], skip = [] } = definition;
  const headerWords = header ? words.withHeader : words.withoutHeader;
  return {
    [words.file]: words.fileIs(signOf(delimiter), encodings[encoding.toLowerCase()] ?? encoding),
    [words.header]: cells === undefined ? headerWords : `${headerWords} ${words.cells(cells)}`,
    [words.duration]: definition.duration.split('|').join(words.or),
    [words.zone]: definition.timeZone ?? words.ownZone,
    [words.amounts]: tellAmounts(definition),
    [words.footer]: footer ? words.footerIs(footer.firstCell) : words.noFooter,
    [words.leaveOut]: leaveOut.map(tellRule).join('; ') || words.none,
    [words.skip]: skip.map(tellRule).join('; ') || words.none,
    [words.zero]: definition.ignoreZero ? words.zeroIgnored : words.zeroCharged,
  };
}

/** The columns that a type reads, and how each is found. */
export const tellColumns = (definition: ImportTypeDefinition): { column: string; found: string }[] =>
  (Object.keys(columnNames) as Column[])
    .filter((column) => definition.columns[column] !== undefined)
    .map((column) => ({ column: columnNames[column], found: tellColumn(column, definition) }));
