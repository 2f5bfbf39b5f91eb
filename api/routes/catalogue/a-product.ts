import { findProduct, type Product } from '../../../prisma/repositories/catalogue/products';
import type { Subject } from '../../http/scope';

export const aProduct: Subject<Product> = {
  name: 'product',
  find: ({ database }, id) => findProduct(database, id),
};
