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

/** A filter: those Locations at which somebody may do something. */
export const amongLocations = (ids: 'all' | string[]) => (ids === 'all' ? {} : { id: { in: ids } });

/** @returns null where there is no such Location. */
export async function editLocation(database: Database, id: string, data: Partial<NewLocation>) {
  const edited = refuseTaken(database.prisma.location.updateManyAndReturn({ where: { id }, data }), () =>
    nameTaken('location', data.name ?? ''),
  );
  return (await edited)[0] ?? null;
}

export const createProductGroup = (database: Database, name: string) =>
  refuseTaken(database.prisma.productGroup.create({ data: { name }, include: { products: true } }), () =>
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
  return database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('import type ' || $1::text, 0))`, [name]);
    const [saved] = await tx.query<{ id: string; name: string; version: number }>(
      `INSERT INTO import_type (name, version, definition)
       SELECT $1, 1 + coalesce(max(version), 0), $2 FROM import_type WHERE name = $1 RETURNING id, name, version`,
      [name, JSON.stringify(definition)],
    );
    return saved as { id: string; name: string; version: number };
  });
}

export interface ListedImportType {
  id: string;
  name: string;
  version: number;
  definition: ImportTypeDefinition;
  createdAt: Date;
}

/** The newest version of each Import Type, by name; all of them, or a page. */
export const currentImportTypes = (
  database: Database,
  { after, limit }: { after: string | null; limit: number | null } = { after: null, limit: null },
): Promise<ListedImportType[]> =>
  database.query<ListedImportType>(
    `SELECT DISTINCT ON (name) id, name, version, definition, created_at AS "createdAt" FROM import_type
     WHERE $1::text IS NULL OR name > $1 ORDER BY name, version DESC LIMIT $2`,
    [after, limit],
  );
