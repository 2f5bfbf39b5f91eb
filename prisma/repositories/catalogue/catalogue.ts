import type { ImportTypeDefinition } from '../../../domain/catalogue/import-type';
import { Refusal } from '../../../domain/refusal';
import type { Database } from '../../client/database';
import type { Prisma } from '../../generated/client';
import { recordAudit } from '../people/audit';
import { refuseTaken } from '../../client/constraint';

export interface NewLocation {
  name: string;
  timeZone: string;
  currency: string;
  connectSiteId: string | null;
  callLogger: boolean;
  sendOnCreation: boolean;
  /** Calls outside the months about the Reference Date must be explained before a sheet is completed. */
  explainPeriod: boolean;
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

const siteUnknown = () =>
  new Refusal('invalid-request', 'Accounts can be sent on creation only where the Connect site is known.', {
    errors: [{ pointer: '/connectSiteId', detail: 'Give it, or set sendOnCreation to false.' }],
  });

/** @throws Refusal site-taken where another Location has the site; a trigger is the last guard. */
async function refuseTakenSite(
  prisma: Prisma.TransactionClient,
  connectSiteId: string | null | undefined,
  id?: string,
): Promise<void> {
  if (connectSiteId == null) return;
  const other = await prisma.location.findFirst({ where: { connectSiteId, id: { not: id } } });
  if (other)
    throw new Refusal('site-taken', 'Another location has this Connect site.', {
      errors: [{ pointer: '/connectSiteId', detail: 'Each site belongs to one location: take its own.' }],
    });
}

/** The audit event of a change, for the same transaction. */
const audit = (prisma: Prisma.TransactionClient, personId: string, action: string, id: string) =>
  prisma.auditEvent.create({ data: { personId, action, subject: `${action.split('.')[0]}:${id}` } });

export const createLocation = (database: Database, data: NewLocation, personId: string) =>
  refuseTaken(
    database.prisma.$transaction(async (prisma) => {
      await refuseTakenSite(prisma, data.connectSiteId);
      const made = await prisma.location.create({ data });
      await audit(prisma, personId, 'location.added', made.id);
      return made;
    }),
    () => nameTaken('location', data.name),
  );

/** A filter: those Locations at which somebody may do something. */
export const amongLocations = (ids: 'all' | string[]) => (ids === 'all' ? {} : { id: { in: ids } });

/** @returns null where there is no such Location. */
export const editLocation = (database: Database, id: string, data: Partial<NewLocation>, personId: string) =>
  refuseTaken(
    database.prisma.$transaction(async (prisma) => {
      const before = await prisma.location.findUnique({ where: { id } });
      const after = { ...before, ...data };
      if (after.sendOnCreation && after.connectSiteId === null) throw siteUnknown();
      await refuseTakenSite(prisma, data.connectSiteId, id);
      const [edited] = await prisma.location.updateManyAndReturn({ where: { id }, data });
      if (edited) await audit(prisma, personId, 'location.edited', id);
      return edited ?? null;
    }),
    () => nameTaken('location', data.name ?? ''),
  );

export const createProductGroup = (database: Database, name: string, personId: string) =>
  refuseTaken(
    database.prisma.$transaction(async (prisma) => {
      const made = await prisma.productGroup.create({ data: { name } });
      await audit(prisma, personId, 'product-group.added', made.id);
      return { ...made, products: [] };
    }),
    () => nameTaken('product group', name),
  );

export function createProduct(database: Database, { markup, ...product }: NewProduct, personId: string) {
  const data = {
    ...product,
    markupPercent: markup && 'percent' in markup ? markup.percent : null,
    markupAmount: markup && 'amount' in markup ? markup.amount : null,
  };
  return refuseTaken(
    database.prisma.$transaction(async (prisma) => {
      const made = await prisma.product.create({ data });
      await audit(prisma, personId, 'product.added', made.id);
      return made;
    }),
    () => nameTaken('product', product.name),
  );
}

/** A new Import Type, or the next version of one: imports remember the version that read them. */
export async function saveImportType(
  database: Database,
  name: string,
  definition: ImportTypeDefinition,
  personId: string | null,
) {
  return database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('import type ' || $1::text, 0))`, [name]);
    const [saved] = await tx.query<{ id: string; name: string; version: number }>(
      `INSERT INTO import_type (name, version, definition)
       SELECT $1, 1 + coalesce(max(version), 0), $2 FROM import_type WHERE name = $1 RETURNING id, name, version`,
      [name, JSON.stringify(definition)],
    );
    if (!saved) throw new Error('nothing was saved');
    await recordAudit(tx, { personId, action: 'import-type.saved', subject: `import-type:${saved.id}` });
    return saved;
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
