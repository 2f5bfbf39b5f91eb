import type { Schema } from '../../../clients/typescript/src';

type Product = Schema<'Product'>;
type Markup = Product['markup'];

/** A Product as it stands in a form. Rates are text, so that nothing is rounded. */
export interface ProductForm {
  name: string;
  taxPercent: string;
  markup: 'none' | 'percent' | 'amount';
  percent: string;
  amount: string;
  canBeZero: boolean;
}

export const emptyForm: ProductForm = {
  name: '',
  taxPercent: '',
  markup: 'none',
  percent: '',
  amount: '',
  canBeZero: false,
};

export const formOf = ({ name, taxPercent, markup, canBeZero }: Product): ProductForm => ({
  ...emptyForm,
  name,
  taxPercent,
  canBeZero,
  ...(markup && 'percent' in markup && { markup: 'percent' as const, percent: markup.percent }),
  ...(markup && 'amount' in markup && { markup: 'amount' as const, amount: markup.amount }),
});

function markupOf({ markup, percent, amount }: ProductForm): Markup {
  if (markup === 'percent') return { percent: percent.trim() };
  return markup === 'amount' ? { amount: amount.trim() } : null;
}

export const valuesOf = (form: ProductForm) => ({
  name: form.name.trim(),
  taxPercent: form.taxPercent.trim(),
  markup: markupOf(form),
  canBeZero: form.canBeZero,
});

/** What differs from the Product as it was shown. */
export function changesOf(shown: ProductForm, form: ProductForm): Schema<'ProductEdit'> {
  const before = valuesOf(shown);
  const changed = Object.entries(valuesOf(form)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof before]),
  );
  return Object.fromEntries(changed);
}
