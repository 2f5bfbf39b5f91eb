import type { ImportTypeDefinition } from '../../domain/import-type';
import { Refusal } from '../../domain/refusal';
import type { Database } from '../database';
import { refuseTaken } from './constraint';

export interface NewLocation {
  name: string;
  timeZone: string;
  currency: string;
  connectSiteId: string | null;
  callLogger: boolean;
  sendOnCreation: boolean;
}

export interface NewProduct {
  productGroupId: string;
  name: string;
  taxPercent: string;
  markup: { percent: string } | { amount: string } | null;
  canBeZero: boolean;
}

const nameTaken = (what: string, name: string) =>
  new Refusal('name-taken', `There is a ${what} named "${name}" already.`, {
    errors: [{ pointer: '/name', detail: 'Take another name.' }],
  });

export const createLocation = (database: Database, data: NewLocation) =>
  refuseTaken(database.prisma.location.create({ data }), () => nameTaken('location', data.name));

export const createProductGroup = (database: Database, name: string) =>
  refuseTaken(database.prisma.productGroup.create({ data: { name } }), () =>
    nameTaken('product group', name),
  );

export function createProduct(database: Database, { markup, ...product }: NewProduct) {
  const data = {
    ...product,
    markupPercent: markup && 'percent' in markup ? markup.percent : null,
    markupAmount: markup && 'amount' in markup ? markup.amount : null,
  };
  return refuseTaken(database.prisma.product.create({ data }), () => nameTaken('product', product.name));
}

/** A new Import Type, or the next version of one: imports remember the version that read them. */
export async function saveImportType(database: Database, name: string, definition: ImportTypeDefinition) {
  const [saved] = await database.query<{ id: string; name: string; version: number }>(
    `INSERT INTO import_type (name, version, definition)
     SELECT $1, 1 + coalesce(max(version), 0), $2 FROM import_type WHERE name = $1 RETURNING id, name, version`,
    [name, JSON.stringify(definition)],
  );
  return saved as { id: string; name: string; version: number };
}

/** The newest version of each Import Type, by name. */
export const currentImportTypes = (database: Database) =>
  database.prisma.importType.findMany({
    distinct: ['name'],
    orderBy: [{ name: 'asc' }, { version: 'desc' }],
  });
