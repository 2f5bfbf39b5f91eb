import { z } from 'zod';
import { editProduct } from '../../../prisma/repositories/catalogue/edit-product';
import {
  createProduct,
  createProductGroup,
  findProductGroup,
  listProductGroups,
  listProducts,
  type Product,
} from '../../../prisma/repositories/catalogue/products';
import { pageOf } from '../../http/answer-kinds';
import { byName, toPageByName } from '../../http/cursor';
import { etagOf } from '../../http/if-match';
import { page, percent, price, text } from '../../http/fields';
import { route } from '../../http/route';
import { find } from '../../http/scope';
import { aProduct } from './a-product';
import { groupView, productGroupSchema, productSchema, productView } from './product-view';

const newGroup = z
  .strictObject({ name: text(200).meta({ examples: ['Telephone Charges'] }) })
  .meta({ id: 'NewProductGroup' });

const markup = z.union([z.strictObject({ percent }), z.strictObject({ amount: price })]).nullable();

const newProduct = z
  .strictObject({
    productGroupId: z.uuid(),
    name: text(200).meta({ examples: ['Call Charges'] }),
    taxPercent: percent,
    markup: markup.default(null),
    canBeZero: z.boolean().default(false),
  })
  .meta({ id: 'NewProduct' });

const productEdit = z
  .strictObject({
    name: text(200).optional(),
    taxPercent: percent.optional(),
    markup: markup.optional(),
    canBeZero: z.boolean().optional(),
    archived: z.boolean().optional(),
  })
  .meta({ id: 'ProductEdit' });

const shown = (product: Product) => ({
  body: productView(product),
  headers: { etag: etagOf(product) },
});

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
    headers: { 201: ['etag'] },
    problems: ['name-taken'],
  }).create(
    ({ caller, body }, { database }, creation) => createProduct(database, body, caller.id, creation),
    async ({ caller }, dependencies, id) => ({
      status: 201,
      ...shown(await find(aProduct, dependencies, id, caller)),
    }),
  ),
  route({
    method: 'get',
    path: '/v1/products/:id',
    summary: 'Get a product',
    needs: 'read',
    scope: aProduct,
    answers: { 200: productSchema },
    headers: { 200: ['etag'] },
  }).handle(({ found }) => Promise.resolve({ status: 200, ...shown(found) })),
  route({
    method: 'patch',
    path: '/v1/products/:id',
    summary: 'Edit or archive a product; sheets that are open already keep the rates that they have',
    needs: 'configure',
    scope: aProduct,
    ifMatch: 'required',
    body: productEdit,
    answers: { 200: productSchema },
    headers: { 200: ['etag'] },
    problems: ['name-taken'],
  }).handle(async ({ caller, found: { id }, body, seenVersion }, dependencies) => {
    const edit = { id, edit: body, version: seenVersion, personId: caller.id };
    await editProduct(dependencies.database, edit);
    return { status: 200, ...shown(await find(aProduct, dependencies, id, caller)) };
  }),
];
