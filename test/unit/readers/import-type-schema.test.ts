import { importTypeSchema } from '../../../readers/import-type-schema';
import { sampleType, v2 } from '../../setup/read-file';

const messages = (definition: unknown) =>
  importTypeSchema
    .safeParse(definition)
    .error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];

const noTimes = { ...v2.columns, date: undefined, time: undefined };

describe('an Import Type', () => {
  it('may be either of the samples', () => {
    for (const name of ['essensys call logger', 'essensys call logger v2'] as const)
      expect(importTypeSchema.parse(sampleType(name))).toEqual(sampleType(name));
  });

  it('may have one timestamp, a zone, skip rules and positions', () => {
    const definition = {
      ...v2,
      header: false,
      columns: { accountCode: ['1'], timestamp: ['2'], duration: ['3'], buyAmount: ['4'] },
      timestampFormat: 'yyyy-MM-ddTHH:mm:ss',
      timeZone: 'America/New_York',
      skip: [{ column: 'accountCode', equals: ['TEST'] }],
    };
    expect(messages(definition)).toEqual([]);
  });

  it.each<[string, object]>([
    ['surprise', { surprise: 1 }],
    [
      'accountCode: a column for the account code is needed',
      { columns: { ...v2.columns, accountCode: undefined } },
    ],
    ['a column for the duration is needed', { columns: { ...v2.columns, duration: undefined } }],
    ['buyAmount or sellAmount', { columns: { ...v2.columns, buyAmount: undefined, sellAmount: undefined } }],
    ['date and time are needed', { columns: noTimes }],
    ['date and time are needed', { columns: { ...v2.columns, time: undefined } }],
    ['not both', { columns: { ...v2.columns, timestamp: ['When'] }, timestampFormat: 'dd/MM/yyyy HH:mm' }],
    ['timestampFormat: needed', { columns: { ...noTimes, timestamp: ['When'] } }],
    ['dateFormat: needed', { dateFormat: undefined }],
    ['"D" in "DD/MM/yyyy" is no token', { dateFormat: 'DD/MM/yyyy' }],
    ['lacks the year', { dateFormat: 'dd/MM' }],
    ['same part twice', { dateFormat: 'dd/dd/MM/yyyy' }],
    ['may not hold the hour', { dateFormat: 'dd/MM/yyyy HH' }],
    ['go together', { timeFormat: 'hh:mm' }],
    ['delimiter: one sign', { delimiter: '"' }],
    ['encoding: one of', { encoding: 'ebcdic' }],
    ['notations', { duration: 'hours' }],
    ['may not be the decimal sign', { thousands: '.' }],
    ['IANA', { timeZone: 'Europe/Leeds' }],
    ['no column recordId', { skip: [{ column: 'recordId', equals: ['x'] }] }],
    ['one position', { header: false }],
    ['cells: only without a header line', { cells: 9 }],
    ['sign: only "reversed"', { sign: 'negative' }],
    ['leaveOut.0: give what the cell', { leaveOut: [{ column: 'Notes' }] }],
    [
      'leaveOut.0.startsWith.0: a text of which something can be seen',
      { leaveOut: [{ column: 'Notes', startsWith: ['\u200b'] }] },
    ],
    ['footer.firstCell: a text of which something can be seen', { footer: { firstCell: '\u00ad' } }],
    [
      'columns.sellAmount: lies beyond the 8 cells',
      { header: false, cells: 8, columns: { ...v2.columns, sellAmount: ['9'] } },
    ],
    [
      'leaveOut.0.column: without a header line',
      { header: false, leaveOut: [{ column: 'Notes', equals: ['x'] }] },
    ],
  ])('is refused with "%s"', (message, change) => {
    expect(messages({ ...v2, ...change }).join('\n')).toContain(message);
  });
});
