import type { AuditAction } from '../../../domain/people/audit-action';
import { type AuditedChange, auditedChange, type Kept } from '../../../domain/people/audited-change';
import { Refusal } from '../../../domain/refusal';
import { refusedBy } from '../../client/constraint';
import type { Database, Transaction } from '../../client/database';
import { type NamePlace, nextByName } from '../../client/next-by-name';
import type { Locations } from '../../client/page-sql';
import type { Location } from '../../generated/client';
import { recordAudit } from '../people/audit';
import { type Creation, unkeyed } from '../work/keyed-requests';
import { versionDiffers } from '../version-differs';
import { nameTaken } from './name-taken';

export type { Location };

export interface NewLocation {
  name: string;
  timeZone: string;
  currency: string;
  connectSiteId: string | null;
  callLogger: boolean;
  sendOnCreation: boolean;
  /** Calls outside the months around the Reference Date must be explained before a sheet is completed. */
  explainPeriod: boolean;
  /** Approving here needs a sign-in no older than this; null: any, or a key. */
  freshSignInMinutes: number | null;
  /** What its files may have together; null: any size. */
  storedBytesLimit: number | null;
}

const columns: Record<keyof NewLocation, string> = {
  name: 'name',
  timeZone: 'time_zone',
  currency: 'currency',
  connectSiteId: 'connect_site_id',
  callLogger: 'call_logger',
  sendOnCreation: 'send_on_creation',
  explainPeriod: 'explain_period',
  freshSignInMinutes: 'fresh_sign_in_minutes',
  storedBytesLimit: 'stored_bytes_limit',
};
const kept = Object.fromEntries(Object.keys(columns).map((field) => [field, 'value'])) as Record<
  keyof NewLocation,
  Kept
>;
const fields = Object.keys(columns) as (keyof NewLocation)[];

/** As numbers: a `bigint` would be text. */
const read = { ...columns, storedBytesLimit: 'stored_bytes_limit::float8' };
const returned = `id, ${fields.map((field) => `${read[field]} AS "${field}"`).join(', ')},
  stored_bytes::float8 AS "storedBytes", version, created_at AS "createdAt"`;

const siteUnknown = () =>
  new Refusal(
    'invalid-request',
    'Accounts can be sent on creation only if the location has a Connect site.',
    {
      errors: [{ pointer: '/connectSiteId', detail: 'Set connectSiteId, or set sendOnCreation to false.' }],
    },
  );

const siteTaken = () =>
  new Refusal('site-taken', 'Another location already has this Connect site.', {
    errors: [{ pointer: '/connectSiteId', detail: 'Each site belongs to one location: use another site.' }],
  });

/** Refusals for the table's constraints; the one for the site comes from a trigger. */
const refusals = (name: string) =>
  refusedBy({
    location_name_key: () => nameTaken('location', name),
    location_one_a_site: siteTaken,
    location_sends_to_a_site: siteUnknown,
  });

/** @throws Refusal name-taken, or site-taken if another Location has the site. @returns its id. */
export const createLocation = (
  database: Database,
  data: NewLocation,
  personId: string,
  creation: Creation = unkeyed,
): Promise<string> =>
  database.transaction((tx) =>
    creation(tx, async () => {
      const places = fields.map((_, index) => `$${index + 1}`);
      const [made] = await tx
        .query<{ id: string }>(
          `INSERT INTO location (${fields.map((field) => columns[field]).join(', ')})
           VALUES (${places.join(', ')}) RETURNING id`,
          fields.map((field) => data[field]),
        )
        .catch(refusals(data.name));
      if (!made) throw new Error('no location was made');
      await audit(tx, { personId, action: 'location.added', id: made.id }, auditedChange(kept, null, data));
      return made.id;
    }),
  );

export interface LocationEdit {
  id: string;
  edit: Partial<NewLocation>;
  /** The version that the editor has seen; null edits whatever is there. */
  version: number | null;
  personId: string;
}

/**
 * @throws Refusal name-taken, site-taken, version-differs, or invalid-request if Accounts would be sent without a site.
 */
export const editLocation = (
  database: Database,
  { id, edit, version, personId }: LocationEdit,
): Promise<Location> =>
  database.transaction(async (tx) => {
    const changed = fields.filter((field) => edit[field] !== undefined);
    const set = changed.map((field, index) => `${columns[field]} = $${index + 3}`);
    const [before] = await tx.query<NewLocation>(
      `SELECT ${returned} FROM location WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    if (!before) throw versionDiffers('location');
    const [edited] = await tx
      .query<Location>(
        `UPDATE location SET ${['version = version + 1', ...set].join(', ')}
         WHERE id = $1 AND ($2::int IS NULL OR version = $2) RETURNING ${returned}`,
        [id, version, ...changed.map((field) => edit[field])],
      )
      .catch(refusals(edit.name ?? ''));
    if (!edited) throw versionDiffers('location');
    const change = auditedChange<NewLocation>(kept, before, edit);
    await audit(tx, { personId, action: 'location.edited', id }, change);
    return edited;
  });

const audit = (
  tx: Transaction,
  { personId, action, id }: { personId: string; action: AuditAction; id: string },
  { fields: _fields, ...change }: AuditedChange,
) => recordAudit(tx, { personId, action, subject: `location:${id}`, ...change });

export const findLocation = ({ prisma }: Database, id: string): Promise<Location | null> =>
  prisma.location.findUnique({ where: { id } });

const among = (locations: Locations) => (locations === 'all' ? {} : { id: { in: locations } });

/** By name; at most `limit` after the position. */
export const listLocations = (
  { prisma }: Database,
  { locations, ...page }: { locations: Locations; after: NamePlace | null; limit: number },
): Promise<Location[]> => {
  const { where, ...order } = nextByName(page);
  return prisma.location.findMany({ where: { AND: [where, among(locations)] }, ...order });
};

/** All of them, by name. */
export const locationNames = (
  { prisma }: Database,
  locations: Locations,
): Promise<{ id: string; name: string }[]> =>
  prisma.location.findMany({
    where: among(locations),
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
