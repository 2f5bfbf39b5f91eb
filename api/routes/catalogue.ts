import { z } from 'zod';
import {
  createProduct,
  createProductGroup,
  currentImportTypes,
  saveImportType,
} from '../../prisma/repositories/catalogue';
import { importTypeSchema } from '../../readers/import-type-schema';
import { requireAct } from '../authentication';
import { amount, percent, text } from '../fields';
import { route } from '../route';

const newProduct = z.strictObject({
  productGroupId: z.uuid(),
  name: text(200),
  taxPercent: percent,
  markup: z
    .union([z.strictObject({ percent }), z.strictObject({ amount })])
    .nullable()
    .default(null),
  canBeZero: z.boolean().default(false),
});

const newImportType = z.strictObject({ name: text(200), definition: importTypeSchema });

export const catalogueRoutes = [
  route({
    method: 'get',
    path: '/v1/product-groups',
    summary: 'Product groups with their products',
    async handle(_asked, { database }) {
      const items = await database.prisma.productGroup.findMany({
        include: { products: true },
        orderBy: { name: 'asc' },
      });
      return { status: 200, body: { items, next: null } };
    },
  }),
  route({
    method: 'post',
    path: '/v1/product-groups',
    summary: 'Add a product group',
    body: z.strictObject({ name: text(200) }),
    async handle({ person, body }, { database }) {
      requireAct(person, 'configure', null);
      return { status: 201, body: await createProductGroup(database, body.name) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/products',
    summary: 'Products',
    async handle(_asked, { database }) {
      const items = await database.prisma.product.findMany({ orderBy: { name: 'asc' } });
      return { status: 200, body: { items, next: null } };
    },
  }),
  route({
    method: 'post',
    path: '/v1/products',
    summary: 'Add a product to a group',
    body: newProduct,
    async handle({ person, body }, { database }) {
      requireAct(person, 'configure', null);
      return { status: 201, body: await createProduct(database, body) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/import-types',
    summary: 'Import Types, each in its newest version',
    async handle(_asked, { database }) {
      return { status: 200, body: { items: await currentImportTypes(database), next: null } };
    },
  }),
  route({
    method: 'post',
    path: '/v1/import-types',
    summary: 'Add an Import Type, or a new version of one',
    body: newImportType,
    async handle({ person, body }, { database }) {
      requireAct(person, 'configure', null);
      return { status: 201, body: await saveImportType(database, body.name, body.definition) };
    },
  }),
];
