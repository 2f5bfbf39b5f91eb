import { z } from 'zod';
import type { GroupWithProducts, Product } from '../../../prisma/repositories/catalogue/products';
import { id } from '../../http/answer-fields';

const percentText = z.string().meta({ examples: ['20'] });

export const productSchema = z
  .object({
    id,
    productGroupId: id,
    name: z.string().meta({ examples: ['Call Charges'] }),
    taxPercent: percentText,
    markup: z
      .union([
        z.object({ percent: percentText }),
        z.object({ amount: z.string().meta({ examples: ['0.02'] }) }),
      ])
      .nullable(),
    canBeZero: z.boolean(),
    archived: z.boolean().meta({ description: 'No new import may use it.' }),
    version: z.int(),
  })
  .meta({ id: 'Product' });

/** Percentages and amounts as text, the markup as it was entered. */
export const productView = (product: Product): z.infer<typeof productSchema> => ({
  id: product.id,
  productGroupId: product.productGroupId,
  name: product.name,
  taxPercent: product.taxPercent.toFixed(),
  markup: product.markupPercent
    ? { percent: product.markupPercent.toFixed() }
    : product.markupAmount && { amount: product.markupAmount.toFixed() },
  canBeZero: product.canBeZero,
  archived: product.archived,
  version: product.version,
});

export const productGroupSchema = z
  .object({
    id,
    name: z.string().meta({ examples: ['Telephone Charges'] }),
    products: z.array(productSchema),
  })
  .meta({ id: 'ProductGroup' });

export const groupView = (group: GroupWithProducts): z.infer<typeof productGroupSchema> => ({
  id: group.id,
  name: group.name,
  products: group.products.map(productView),
});
