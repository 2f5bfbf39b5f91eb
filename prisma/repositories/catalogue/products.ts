import { refusedBy } from '../../client/constraint';
import type { Database, Transaction } from '../../client/database';
import { type NamePlace, nextByName } from '../../client/next-by-name';
import type { Product, ProductGroup } from '../../generated/client';
import { recordAudit } from '../people/audit';
import { type Creation, unkeyed } from '../work/keyed-requests';
import { nameTaken } from './name-taken';

export type { Product };
export type GroupWithProducts = ProductGroup & { products: Product[] };

export interface NewProduct {
  productGroupId: string;
  name: string;
  taxPercent: string;
  markup: { percent: string } | { amount: string } | null;
  canBeZero: boolean;
}

/** @throws Refusal name-taken. @returns its id. */
export const createProductGroup = (
  database: Database,
  name: string,
  personId: string,
  creation: Creation = unkeyed,
): Promise<string> =>
  database.transaction((tx) =>
    creation(tx, async () => {
      const [made] = await tx
        .query<{ id: string }>('INSERT INTO product_group (name) VALUES ($1) RETURNING id', [name])
        .catch(refusedBy({ product_group_name_key: () => nameTaken('product group', name) }));
      const id = made?.id as string;
      const subject = `product-group:${id}`;
      await recordAudit(tx, { personId, action: 'product-group.added', subject, after: { name } });
      return id;
    }),
  );

/** @throws Refusal name-taken; a constraint's error if there is no such group. @returns its id. */
export const createProduct = (
  database: Database,
  product: NewProduct,
  personId: string,
  creation: Creation = unkeyed,
): Promise<string> => database.transaction((tx) => creation(tx, () => insertProduct(tx, product, personId)));

async function insertProduct(tx: Transaction, product: NewProduct, personId: string): Promise<string> {
  const { productGroupId, name, taxPercent, markup, canBeZero } = product;
  const [made] = await tx
    .query<{ id: string }>(
      `INSERT INTO product (product_group_id, name, tax_percent, markup_percent, markup_amount, can_be_zero)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [
        productGroupId,
        name,
        taxPercent,
        markup && 'percent' in markup ? markup.percent : null,
        markup && 'amount' in markup ? markup.amount : null,
        canBeZero,
      ],
    )
    .catch(refusedBy({ product_product_group_id_name_key: () => nameTaken('product', name) }));
  const id = made?.id as string;
  const after = { ...product };
  await recordAudit(tx, { personId, action: 'product.added', subject: `product:${id}`, after });
  return id;
}

export const findProduct = ({ prisma }: Database, id: string): Promise<Product | null> =>
  prisma.product.findUnique({ where: { id } });

const byName = { products: { orderBy: { name: 'asc' } } } as const;

export const findProductGroup = ({ prisma }: Database, id: string): Promise<GroupWithProducts> =>
  prisma.productGroup.findUniqueOrThrow({ where: { id }, include: byName });

interface PageByName {
  after: NamePlace | null;
  limit: number;
}

/** By name; at most `limit` after the position. */
export const listProductGroups = ({ prisma }: Database, page: PageByName): Promise<GroupWithProducts[]> =>
  prisma.productGroup.findMany({ include: byName, ...nextByName(page) });

/** By name; at most `limit` after the position. */
export const listProducts = ({ prisma }: Database, page: PageByName): Promise<Product[]> =>
  prisma.product.findMany(nextByName(page));

export const allProductGroups = ({ prisma }: Database): Promise<GroupWithProducts[]> =>
  prisma.productGroup.findMany({ include: byName });
