import { z } from 'zod';
import { currentImportTypes, saveImportType } from '../../../prisma/repositories/catalogue/import-types';
import {
  createProduct,
  createProductGroup,
  findProduct,
  findProductGroup,
  listProductGroups,
  listProducts,
} from '../../../prisma/repositories/catalogue/products';
import { importTypeSchema } from '../../../readers/import-type-schema';
import { requireAct } from '../../http/authentication';
import { byName, fromCursor, places, toPage, toPageByName } from '../../http/cursor';
import { page, percent, price, text } from '../../http/fields';
import { route } from '../../http/route';
import { groupView, productView } from './catalogue-view';

const newProduct = z.strictObject({
  productGroupId: z.uuid(),
  name: text(200),
  taxPercent: percent,
  markup: z
    .union([z.strictObject({ percent }), z.strictObject({ amount: price })])
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
    query: z.object(page),
    async handle({ person, query }, { database }) {
      requireAct(person, 'read', null);
      const found = await listProductGroups(database, byName(query));
      return { status: 200, body: toPageByName(found, query.limit, groupView) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/product-groups',
    summary: 'Add a product group',
    needs: 'configure',
    body: z.strictObject({ name: text(200) }),
    async handle({ person, body }, { database }) {
      requireAct(person, 'configure', null);
      const id = await createProductGroup(database, body.name, person.id);
      return { status: 201, body: groupView(await findProductGroup(database, id)) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/products',
    summary: 'Products',
    query: z.object(page),
    async handle({ person, query }, { database }) {
      requireAct(person, 'read', null);
      const found = await listProducts(database, byName(query));
      return { status: 200, body: toPageByName(found, query.limit, productView) };
    },
  }),
  route({
    method: 'post',
    path: '/v1/products',
    summary: 'Add a product to a group',
    needs: 'configure',
    body: newProduct,
    async handle({ person, body }, { database }) {
      requireAct(person, 'configure', null);
      const id = await createProduct(database, body, person.id);
      return { status: 201, body: productView(await findProduct(database, id)) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/import-types',
    summary: 'Import Types, each in its newest version',
    query: z.object(page),
    async handle({ person, query: { limit, cursor } }, { database }) {
      requireAct(person, 'read', null);
      const after = fromCursor(cursor, places.name);
      const found = await currentImportTypes(database, { after, limit: limit + 1 });
      return {
        status: 200,
        body: toPage(
          found,
          limit,
          ({ name }) => name,
          (type) => type,
        ),
      };
    },
  }),
  route({
    method: 'post',
    path: '/v1/import-types',
    summary: 'Add an Import Type, or a new version of one',
    needs: 'configure',
    body: newImportType,
    async handle({ person, body }, { database }) {
      requireAct(person, 'configure', null);
      return { status: 201, body: await saveImportType(database, body.name, body.definition, person.id) };
    },
  }),
];
