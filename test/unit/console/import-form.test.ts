import { filledAsLast, monthLater } from '../../../console/screens/imports/import-form';

describe('the import form', () => {
  it.each([
    ['2026-06-01', '2026-07-01'],
    ['2026-05-31', '2026-06-30'],
    ['2026-04-30', '2026-05-31'],
    ['2026-01-30', '2026-02-28'],
    ['2028-02-29', '2028-03-31'],
    ['2026-12-15', '2027-01-15'],
  ])('moves %s on to %s', (date, next) => expect(monthLater(date)).toBe(next));

  it.each(['', '2026-02-30', 'tomorrow', '2026-06'])('makes no date of "%s"', (text) =>
    expect(monthLater(text)).toBe(''),
  );

  it('is filled in as last time, for the month after', () => {
    const last = {
      importType: 'v2',
      productGroup: 'Telephone Charges',
      product: 'Call Charges',
      batchDate: '2026-06-01',
      referenceDate: '2026-05-31',
    };
    expect(filledAsLast('here', last)).toMatchObject({
      locationId: 'here',
      product: 'Call Charges',
      batchDate: '2026-07-01',
      referenceDate: '2026-06-30',
      allowRepeat: '',
    });
    expect(filledAsLast('here', null)).toMatchObject({ locationId: 'here', importType: '', batchDate: '' });
  });
});
