import { fold } from '../../../domain/text/fold';
import { file, header, line, rowOf, rowsOf, v2 } from '../../setup/read-file';

const noSell = { columns: { ...v2.columns, sellAmount: undefined } } as object;

describe('a row', () => {
  it('says why a cell is of no use, and keeps what can be read', async () => {
    expect(await rowOf({ 'Call Time': '9.14' })).toMatchObject({
      fault: { column: 'Call Time', reason: 'Call Time "9.14" does not have the format HH:mm:ss' },
      localDate: '2026-05-01',
      startedAt: null,
      sell: '0.040',
    });
    expect(await rowOf({ Duration: 'long' })).toMatchObject({
      fault: { column: 'Duration', reason: 'Duration "long" is not a duration (hh:mm:ss | mm:ss | seconds)' },
      durationSeconds: null,
      startedAt: Date.parse('2026-05-01T08:14:22.000Z'),
    });
    expect((await rowOf({ Duration: '' })).fault?.reason).toBe('Duration is empty');
    expect((await rowOf({ 'Call Date': ' ' })).fault?.reason).toBe('Call Date is empty');
    expect((await rowOf({ 'Call Date': 'May 1st' })).fault?.reason).toContain(
      'does not have the format dd/MM/yyyy',
    );
  });

  it('gives the first fault when there are several, in the order of its docstring', async () => {
    const row = await rowOf({
      'Call Date': '31/02/2026',
      Duration: 'x',
      'Client Amount': 'lots',
      'Operator Amount': '1',
    });
    expect(row.fault?.column).toBe('Call Date');
    expect(row).toMatchObject({ buy: '1', sell: null, durationSeconds: null });
  });

  it('needs an amount in the column that is charged, and no other', async () => {
    expect((await rowOf({ 'Client Amount': ' ' })).fault?.reason).toBe('Client Amount is empty');
    expect(await rowOf({ 'Operator Amount': '' })).toMatchObject({ fault: null, buy: null, sell: '0.040' });
    expect((await rowOf({ 'Operator Amount': '' }, noSell)).fault?.reason).toBe('Operator Amount is empty');
    expect((await rowOf({ 'Operator Amount': 'much' })).fault?.reason).toBe(
      'Operator Amount "much" is not an amount',
    );
  });

  it('does without extension, number, destination and code', async () => {
    const row = await rowOf({
      'Account Code': '\u00a0',
      Extension: '',
      'Number Dialled': ' ',
      Destination: '',
    });
    expect(row).toMatchObject({
      fault: null,
      accountCode: null,
      extension: null,
      number: null,
      destination: null,
    });
  });

  it('flags a time that clocks showed twice, and refuses one they never showed', async () => {
    expect(await rowOf({ 'Call Date': '25/10/2026', 'Call Time': '01:30:00' })).toMatchObject({
      ambiguousTime: true,
      startedAt: Date.parse('2026-10-25T00:30:00.000Z'),
    });
    const never = await rowOf({ 'Call Date': '29/03/2026', 'Call Time': '01:30:00' });
    expect(never.fault?.reason).toContain('does not exist on 2026-03-29');
    expect(never).toMatchObject({ startedAt: null, localDate: '2026-03-29' });
  });

  it('takes the zone that the type states, and the date at the Location', async () => {
    const row = await rowOf({ 'Call Time': '23:30:00' }, { timeZone: 'UTC' });
    expect(row).toMatchObject({ startedAt: Date.parse('2026-05-01T23:30:00.000Z'), localDate: '2026-05-02' });
  });

  it('with too few or too many cells counts for nothing but its line', async () => {
    const [few, many, blanks] = await rowsOf(file('a,b', `${line()},x`, `${line()}, ,`, line()));
    expect(few).toMatchObject({
      raw: 'a,b',
      fault: { reason: 'The line has too few cells: 2 cells of 9' },
      sell: null,
    });
    expect(many).toMatchObject({
      fault: { reason: 'The line has too many cells: 10 cells of 9' },
      sell: null,
    });
    const reason =
      'The line has too many cells: 11 cells of 9. The last are blank, so an earlier one may be split in two';
    expect(blanks).toMatchObject({ fault: { reason }, sell: null });
  });

  it('is ignored by a skip rule whatever else is wrong with it', async () => {
    const skip = [{ column: 'destination' as const, equals: ['Freephone'] }];
    const row = await rowOf({ Destination: ' freephone', 'Client Amount': '' }, { skip });
    expect(row).toMatchObject({ ignored: 'Destination is "freephone"', fault: null });
    expect((await rowOf({}, { skip })).ignored).toBeNull();
  });

  it('of nothing is ignored only where the type says so', async () => {
    expect(await rowOf({ 'Client Amount': '0.000' }, { ignoreZero: true })).toMatchObject({
      ignored: 'Client Amount is zero',
      sell: '0.000',
    });
    expect((await rowOf({ 'Client Amount': '0.000' })).ignored).toBeNull();
    expect((await rowOf({ 'Client Amount': '0.001' }, { ignoreZero: true })).ignored).toBeNull();
  });

  it('of another currency has no amount, so that nothing is added across currencies', async () => {
    const definition = { ...v2, columns: { ...v2.columns, currency: ['Currency'] } };
    const rows = await rowsOf(
      [`${header},Currency`, `${line()},gbp`, `${line()},USD`, `${line()},`].join('\n'),
      definition,
    );
    expect(rows.map((row) => row.sell)).toEqual(['0.040', null, null]);
    expect(rows[1]?.fault).toEqual({
      column: 'Currency',
      reason: 'Currency USD is not GBP, the currency of the Location',
    });
    expect(rows[2]?.fault?.reason).toBe('Currency is empty');
  });
});

describe('an account code', () => {
  it('is compared composed, trimmed and without case', () => {
    expect(fold(' ACC-1001\u00a0')).toBe('acc-1001');
    expect(fold('Cafe\u0301')).toBe('caf\u00e9');
    expect(fold('0042')).toBe('0042');
  });

  it('is compared as it is composed where it is longer than any', () => {
    const tail = 'x'.repeat(995);
    expect(fold(` Cafe\u0301${tail}`)).toBe(`caf\u00e9${tail}`);
    expect(fold(` Cafe\u0301${tail}y`)).toBe(`cafe\u0301${tail}y`);
  });
});
