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
      'accountCode: a column for the account code is required',
      { columns: { ...v2.columns, accountCode: undefined } },
    ],
    ['a column for the duration is required', { columns: { ...v2.columns, duration: undefined } }],
    [
      'buyAmount, sellAmount or both',
      { columns: { ...v2.columns, buyAmount: undefined, sellAmount: undefined } },
    ],
    ['either date and time, or timestamp, is required', { columns: noTimes }],
    ['either date and time, or timestamp, is required', { columns: { ...v2.columns, time: undefined } }],
    ['not both', { columns: { ...v2.columns, timestamp: ['When'] }, timestampFormat: 'dd/MM/yyyy HH:mm' }],
    ['timestampFormat: required', { columns: { ...noTimes, timestamp: ['When'] } }],
    ['dateFormat: required', { dateFormat: undefined }],
    ['"D" in "DD/MM/yyyy" is not a token', { dateFormat: 'DD/MM/yyyy' }],
    ['lacks the year', { dateFormat: 'dd/MM' }],
    ['same part twice', { dateFormat: 'dd/dd/MM/yyyy' }],
    ['must not contain the hour', { dateFormat: 'dd/MM/yyyy HH' }],
    ['go together', { timeFormat: 'hh:mm' }],
    ['delimiter: must be one sign', { delimiter: '"' }],
    ['encoding: must be one of', { encoding: 'ebcdic' }],
    ['notations', { duration: 'hours' }],
    ['must differ from the decimal sign', { thousands: '.' }],
    ['IANA', { timeZone: 'Europe/Leeds' }],
    ['no column recordId', { skip: [{ column: 'recordId', equals: ['x'] }] }],
    ['one position', { header: false }],
    ['cells: only allowed without a header line', { cells: 9 }],
    ['sign: must be "reversed"', { sign: 'negative' }],
    ['leaveOut.0: give `equals` or `startsWith`', { leaveOut: [{ column: 'Notes' }] }],
    [
      'leaveOut.0.startsWith.0: must contain a visible character',
      { leaveOut: [{ column: 'Notes', startsWith: ['\u200b'] }] },
    ],
    ['footer.firstCell: must contain a visible character', { footer: { firstCell: '\u00ad' } }],
    [
      'columns.sellAmount: is beyond the 8 cells',
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
