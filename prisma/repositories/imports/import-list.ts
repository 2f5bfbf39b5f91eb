import { goingOnImportStatuses, type ImportStatus } from '../../../domain/imports/import-states';
import type { ImportTotals } from '../../../domain/imports/totals';
import type { FileFacts } from '../../../domain/imports/warnings';
import type { Database } from '../../client/database';
import { type Locations, mergedPage, pageAtLocations, Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import { prepared } from '../../client/prepared';

export interface ListedImport {
  id: string;
  status: ImportStatus;
  locationId: string;
  location: { id: string; name: string; currency: string };
  importType: { name: string; version: number };
  productGroup: string;
  product: string;
  /** yyyy-mm-dd */
  batchDate: string;
  referenceDate: string;
  referenceText: string | null;
  file: { name: string; sha256: string; bytes: number };
  /** Rows read so far. */
  fileRows: number;
  /** Bytes read so far. */
  bytesRead: number;
  totals: ImportTotals | null;
  facts: FileFacts | null;
  footer: unknown;
  warnings: unknown;
  newMatches: boolean;
  failure: unknown;
  stopped: string | null;
  sheet: { id: string; number: string } | null;
  uploader: { id: string; name: string };
  createdAt: Date;
}

/** From imports `i`. */
const details = (from: string) => `
  SELECT i.id, i.status, i.location_id AS "locationId", json_build_object('id', l.id, 'name', l.name,
    'currency', l.currency) AS location,
    json_build_object('name', t.name, 'version', t.version) AS "importType", g.name AS "productGroup",
    p.name AS product,
    i.batch_date AS "batchDate", i.reference_date AS "referenceDate", i.reference_text AS "referenceText",
    json_build_object('name', i.file_name, 'sha256', i.file_sha256, 'bytes', i.file_bytes) AS file,
    i.file_rows AS "fileRows", coalesce((i.read_checkpoint ->> 'byteOffset')::float8, 0) AS "bytesRead",
    i.totals, i.facts,
    i.footer, i.warnings, i.new_matches AS "newMatches", i.failure, i.stopped,
    CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'number', s.number) END AS sheet,
    json_build_object('id', uploader.id, 'name', uploader.name) AS uploader,
    i.created_at AS "createdAt"
  FROM ${from} JOIN location l ON l.id = i.location_id JOIN import_type t ON t.id = i.import_type_id
    JOIN product p ON p.id = i.product_id JOIN product_group g ON g.id = p.product_group_id
    JOIN person uploader ON uploader.id = i.uploaded_by
    LEFT JOIN batch_sheet s ON s.import_id = i.id`;

const importById = prepared(`${details('charge_import i')} WHERE i.id = $1`);

export async function findImport(database: Database, id: string): Promise<ListedImport | null> {
  const [found] = await database.query<ListedImport>(importById, [id]);
  return found ?? null;
}

export interface ImportFilter {
  status?: ImportStatus | undefined;
  /** Only those that go on by themselves. */
  inMotion?: boolean | undefined;
  locationIds: Locations;
  /** Creation time and id of the last import on the previous page. */
  after: [string, string] | null;
  limit: number;
}

/** Newest first. */
export function listImports(
  database: Database,
  { status, inMotion = false, locationIds, after, limit }: ImportFilter,
): Promise<ListedImport[]> {
  const parameters = new Parameters();
  const newest = { order: 'created_at DESC, id DESC', limit: parameters.add(limit) };
  const place = after && `(${parameters.add(after[0])}, ${parameters.add(after[1])}::uuid)`;
  const pageOf = (one: ImportStatus | undefined) => ({
    select: 'SELECT i.id, i.created_at FROM charge_import i',
    where: [...parameters.where('i.status = ?', one), ...(place ? [`(i.created_at, i.id) < ${place}`] : [])],
  });
  const here = { locations: locationIds, column: 'i.location_id' };
  // Each status in the order of its index: there are few in motion, and they may lie far behind.
  const page = inMotion
    ? mergedPage(
        goingOnImportStatuses
          .filter((one) => status === undefined || one === status)
          .map((one) => ({
            select: `SELECT * FROM (${pageAtLocations(parameters, here, { ...pageOf(one), ...newest })}) one`,
            where: [],
          })),
        newest,
      )
    : pageAtLocations(parameters, here, { ...pageOf(status), ...newest });
  return pageWise<ListedImport>(
    database,
    `${details(`(${page}) page JOIN charge_import i ON i.id = page.id`)} ORDER BY page.created_at DESC, page.id DESC`,
    parameters.values,
  );
}
