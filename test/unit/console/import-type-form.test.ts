import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';
import { definitionOf, emptyRule, formOf } from '../../../console/screens/import-types/type-form';
import { tellColumns, tellDefinition } from '../../../console/screens/import-types/tell-definition';

const plain: ImportTypeDefinition = {
  delimiter: ',',
  encoding: 'utf-8',
  header: true,
  columns: {
    accountCode: ['Account', 'Client, ID'],
    timestamp: ['Start'],
    duration: ['Duration'],
    sellAmount: ['Charge'],
  },
  timestampFormat: 'yyyy-MM-dd HH:mm:ss',
  duration: 'hh:mm:ss | seconds',
  decimal: '.',
  unit: 'major',
  ignoreZero: true,
};

const full: ImportTypeDefinition = {
  ...plain,
  delimiter: '\t',
  encoding: 'latin1',
  header: false,
  columns: { accountCode: ['1'], date: ['2'], time: ['3'], duration: ['4'], buyAmount: ['5'] },
  dateFormat: 'dd/MM/yyyy',
  timeFormat: 'HH:mm',
  timeZone: 'Europe/Paris',
  decimal: ',',
  thousands: '\u00a0',
  unit: 'minor',
  cells: 7,
  sign: 'reversed',
  footer: { firstCell: 'TOTAL' },
  leaveOut: [
    { column: '1', startsWith: ['Subtotal', 'Page'] },
    { column: 'accountCode', equals: ['Sum', ''] },
  ],
  skip: [{ column: 'accountCode', equals: ['INTERNAL', ' kept as typed ', ''] }],
  ignoreZero: false,
};
delete full.timestampFormat;

it.each([
  ['plain', plain],
  ['full', full],
])('gives back a %s definition as it was', (_, definition) => {
  expect(definitionOf(formOf(definition))).toEqual(definition);
});

it('does not send the cells of a row where there is a header', () => {
  expect(definitionOf({ ...formOf(full), header: true })).not.toHaveProperty('cells');
});

it('leaves a rule without texts to the API to refuse', () => {
  const form = {
    ...formOf(plain),
    skip: [{ ...emptyRule('a'), column: 'number' }],
    leaveOut: [emptyRule('b')],
  };
  expect(definitionOf(form)).toMatchObject({
    skip: [{ column: 'number', equals: [] }],
    leaveOut: [{ column: '' }],
  });
});

it('tells a definition in words', () => {
  expect(tellDefinition(full)).toMatchObject({
    File: 'Cells are separated by tab; the text is latin1.',
    'Header line': 'None: columns are found by their position. Each row has 7 cells.',
    'Lines left out': '“1” begins with “Subtotal” or “Page”; Account code is “Sum” or empty',
    Amounts:
      'in hundredths, such as pence; decimal sign comma (,); thousands by no-break space; ' +
      'what is charged is negative in the file.',
  });
  expect(tellColumns(plain)).toEqual([
    { column: 'Account code', found: '“Account” or “Client, ID”' },
    { column: 'Date and time', found: '“Start”, as yyyy-MM-dd HH:mm:ss' },
    { column: 'Duration', found: '“Duration”' },
    { column: 'Sell amount', found: '“Charge”' },
  ]);
});
