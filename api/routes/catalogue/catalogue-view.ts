import type { Product, ProductGroup } from '../../../prisma/generated/client';

/** Percentages and amounts as text, the markup as it is given. */
export function productView({ markupPercent, markupAmount, taxPercent, ...product }: Product) {
  const markup = markupPercent
    ? { percent: markupPercent.toFixed() }
    : markupAmount && { amount: markupAmount.toFixed() };
  return { ...product, taxPercent: taxPercent.toFixed(), markup };
}

export const groupView = ({ products, ...group }: ProductGroup & { products: Product[] }) => ({
  ...group,
  products: products.map(productView),
});
