import { z } from 'zod';
import {
  createProduct,
  createProductGroup,
  findProduct,
  findProductGroup,
  listProductGroups,
  listProducts,
} from '../../../prisma/repositories/catalogue/products';
import { pageOf } from '../../http/answer-kinds';
import { byName, toPageByName } from '../../http/cursor';
import { page, percent, price, text } from '../../http/fields';
import { route } from '../../http/route';
import { groupView, productGroupSchema, productSchema, productView } from './product-view';

const newGroup = z
  .strictObject({ name: text(200).meta({ examples: ['Telephone Charges'] }) })
  .meta({ id: 'NewProductGroup' });

const newProduct = z
  .strictObject({
    productGroupId: z.uuid(),
    name: text(200).meta({ examples: ['Call Charges'] }),
    taxPercent: percent,
    markup: z
      .union([z.strictObject({ percent }), z.strictObject({ amount: price })])
      .nullable()
      .default(null),
    canBeZero: z.boolean().default(false),
  })
  .meta({ id: 'NewProduct' });

export const productRoutes = [
  route({
    method: 'get',
    path: '/v1/product-groups',
    summary: 'List product groups with their products',
    needs: 'read',
    scope: 'house',
    query: z.object(page),
    answers: { 200: pageOf('ProductGroupPage', productGroupSchema) },
  }).handle(async ({ query }, { database }) => {
    const found = await listProductGroups(database, byName(query));
    return { status: 200, body: toPageByName(found, query.limit, groupView) };
  }),
  route({
    method: 'post',
    path: '/v1/product-groups',
    summary: 'Add a product group',
    needs: 'configure',
    scope: 'house',
    body: newGroup,
    creates: true,
    answers: { 201: productGroupSchema },
    problems: ['name-taken'],
  }).create(
    ({ caller, body }, { database }, creation) =>
      createProductGroup(database, body.name, caller.id, creation),
    async (_asked, { database }, id) => ({
      status: 201,
      body: groupView(await findProductGroup(database, id)),
    }),
  ),
  route({
    method: 'get',
    path: '/v1/products',
    summary: 'List products',
    needs: 'read',
    scope: 'house',
    query: z.object(page),
    answers: { 200: pageOf('ProductPage', productSchema) },
  }).handle(async ({ query }, { database }) => {
    const found = await listProducts(database, byName(query));
    return { status: 200, body: toPageByName(found, query.limit, productView) };
  }),
  route({
    method: 'post',
    path: '/v1/products',
    summary: 'Add a product to a group',
    needs: 'configure',
    scope: 'house',
    body: newProduct,
    creates: true,
    answers: { 201: productSchema },
    problems: ['name-taken'],
  }).create(
    ({ caller, body }, { database }, creation) => createProduct(database, body, caller.id, creation),
    async (_asked, { database }, id) => ({ status: 201, body: productView(await findProduct(database, id)) }),
  ),
];
