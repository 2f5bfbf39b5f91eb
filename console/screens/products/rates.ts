import type { Schema } from '../../../clients/typescript/src';
import { rates as words } from '../../words/products';

type Product = Schema<'Product'>;

export function tellMarkup({ markup }: Pick<Product, 'markup'>): string {
  if (!markup) return words.none;
  return 'percent' in markup ? words.percent(markup.percent) : words.amount(markup.amount);
}

export const tellTax = ({ taxPercent }: Pick<Product, 'taxPercent'>): string =>
  Number(taxPercent) === 0 ? words.noTax : words.tax(taxPercent);

export const tellZero = ({ canBeZero }: Pick<Product, 'canBeZero'>): string =>
  canBeZero ? words.zero : words.notZero;
