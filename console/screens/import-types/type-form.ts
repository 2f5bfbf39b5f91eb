import type { Schema } from '../../../clients/typescript/src';
import {
  type ImportColumn,
  importColumns,
  type ImportTypeDefinition,
} from '../../../domain/catalogue/import-type';

type Definition = Schema<'ImportTypeDefinition'>;
type Skip = NonNullable<ImportTypeDefinition['skip']>[number];
type LeaveOut = NonNullable<ImportTypeDefinition['leaveOut']>[number];

export interface RuleForm {
  /** Tells rules apart while they are added and removed. */
  key: string;
  column: string;
  /** Texts, one on each line. */
  equals: string;
  startsWith: string;
  orEmpty: boolean;
}

/** A definition as it stands in its form: what is not given is ''. */
export interface TypeForm {
  delimiter: string;
  encoding: string;
  header: boolean;
  /** The names of each column, one on each line; or its position. */
  columns: Record<ImportColumn, string>;
  dateFormat: string;
  timeFormat: string;
  timestampFormat: string;
  timeZone: string;
  duration: string;
  decimal: string;
  thousands: string;
  unit: string;
  cells: string;
  reversed: boolean;
  footer: string;
  leaveOut: RuleForm[];
  skip: RuleForm[];
  ignoreZero: boolean;
}

export const emptyRule = (key: string): RuleForm => ({
  key,
  column: '',
  equals: '',
  startsWith: '',
  orEmpty: false,
});

export const emptyForm: TypeForm = {
  delimiter: ',',
  encoding: 'utf-8',
  header: true,
  columns: Object.fromEntries(importColumns.map((column) => [column, ''])) as TypeForm['columns'],
  dateFormat: '',
  timeFormat: '',
  timestampFormat: '',
  timeZone: '',
  duration: 'seconds',
  decimal: '.',
  thousands: '',
  unit: 'major',
  cells: '',
  reversed: false,
  footer: '',
  leaveOut: [],
  skip: [],
  ignoreZero: false,
};

const asLines = (texts: readonly string[] = []) => texts.filter((text) => text !== '').join('\n');
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

const ruleForm = (rule: Skip | LeaveOut, at: number): RuleForm => ({
  key: String(at),
  column: rule.column,
  equals: asLines(rule.equals),
  startsWith: asLines('startsWith' in rule ? rule.startsWith : []),
  orEmpty: rule.equals?.includes('') ?? false,
});

export const formOf = (definition: ImportTypeDefinition): TypeForm => ({
  delimiter: definition.delimiter,
  encoding: definition.encoding,
  header: definition.header,
  columns: Object.fromEntries(
    importColumns.map((column) => [column, asLines(definition.columns[column])]),
  ) as TypeForm['columns'],
  dateFormat: definition.dateFormat ?? '',
  timeFormat: definition.timeFormat ?? '',
  timestampFormat: definition.timestampFormat ?? '',
  timeZone: definition.timeZone ?? '',
  duration: definition.duration,
  decimal: definition.decimal,
  thousands: definition.thousands ?? '',
  unit: definition.unit,
  cells: definition.cells?.toString() ?? '',
  reversed: definition.sign === 'reversed',
  footer: definition.footer?.firstCell ?? '',
  leaveOut: (definition.leaveOut ?? []).map(ruleForm),
  skip: (definition.skip ?? []).map(ruleForm),
  ignoreZero: definition.ignoreZero,
});

const equalsOf = ({ equals, orEmpty }: RuleForm): string[] => [...linesOf(equals), ...(orEmpty ? [''] : [])];

function leaveOutOf(rule: RuleForm): LeaveOut {
  const equals = equalsOf(rule);
  const startsWith = linesOf(rule.startsWith);
  return {
    column: rule.column,
    ...(equals.length > 0 && { equals }),
    ...(startsWith.length > 0 && { startsWith }),
  };
}

const optional = <Name extends string>(name: Name, text: string) =>
  text.trim() === '' ? {} : ({ [name]: text.trim() } as Partial<Record<Name, string>>);

/** As it is sent: the API says what is wrong with it. */
export function definitionOf(form: TypeForm): Definition {
  const columns = importColumns
    .map((column) => [column, linesOf(form.columns[column])] as const)
    .filter(([, names]) => names.length > 0);
  return {
    delimiter: form.delimiter,
    encoding: form.encoding,
    header: form.header,
    columns: Object.fromEntries(columns),
    ...optional('dateFormat', form.dateFormat),
    ...optional('timeFormat', form.timeFormat),
    ...optional('timestampFormat', form.timestampFormat),
    ...optional('timeZone', form.timeZone),
    duration: form.duration.trim(),
    decimal: form.decimal as Definition['decimal'],
    // A thousands sign may be a space.
    ...(form.thousands !== '' && { thousands: form.thousands as Definition['thousands'] & string }),
    unit: form.unit as Definition['unit'],
    ...(!form.header && form.cells.trim() !== '' && { cells: Number(form.cells) }),
    ...(form.reversed && { sign: 'reversed' as const }),
    ...(form.footer.trim() !== '' && { footer: { firstCell: form.footer.trim() } }),
    ...(form.leaveOut.length > 0 && { leaveOut: form.leaveOut.map(leaveOutOf) }),
    ...(form.skip.length > 0 && {
      skip: form.skip.map((rule) => ({ column: rule.column as ImportColumn, equals: equalsOf(rule) })),
    }),
    ignoreZero: form.ignoreZero,
  };
}
