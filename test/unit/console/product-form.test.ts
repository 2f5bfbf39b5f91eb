import { changesOf, emptyForm, formOf, valuesOf } from '../../../console/screens/products/product-form';
import { tellMarkup, tellTax } from '../../../console/screens/products/rates';

const product = {
  id: 'p',
  productGroupId: 'g',
  name: 'Call Charges',
  taxPercent: '20',
  markup: { amount: '0.020000' },
  canBeZero: false,
  archived: false,
  version: 1,
};

it('keeps rates as the text that they are', () => {
  expect(valuesOf(formOf(product))).toEqual({
    name: 'Call Charges',
    taxPercent: '20',
    markup: { amount: '0.020000' },
    canBeZero: false,
  });
});

it('sends the markup whole when its kind is changed, and nothing that is as it was', () => {
  const shown = formOf(product);
  expect(changesOf(shown, { ...shown, name: 'Call Charges ' })).toEqual({});
  expect(changesOf(shown, { ...shown, markup: 'percent', percent: ' 12.5 ' })).toEqual({
    markup: { percent: '12.5' },
  });
  expect(changesOf(shown, { ...shown, markup: 'none' })).toEqual({ markup: null });
});

it('does not send what was typed for another kind of markup', () => {
  expect(valuesOf({ ...emptyForm, markup: 'none', percent: '5', amount: '1' }).markup).toBeNull();
});

it('tells rates in words', () => {
  expect(tellMarkup(product)).toBe('0.020000 on each call');
  expect(tellMarkup({ markup: null })).toBe('none: as in the file');
  expect(tellTax({ taxPercent: '0.0' })).toBe('0%, no tax');
});
