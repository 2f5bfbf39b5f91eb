import { billingNothingStatuses, type ImportStatus } from '../../../domain/imports/import-states';
import { ImportGoneError } from '../../../domain/imports/import-gone';
import { Refusal } from '../../../domain/refusal';
import type { Database, Reader, Transaction } from '../../client/database';
import { recordAudit } from '../people/audit';
import { lockMatching, matchingAt } from './matching/matching-edits';
import { type Creation, unkeyed } from '../work/keyed-requests';
import { enqueue } from '../work/outbox';
import { requireRoom } from './stored-bytes';

export interface NewImport {
  locationId: string;
  importTypeId: string;
  productId: string;
  /** yyyy-mm-dd */
  batchDate: string;
  referenceDate: string;
  referenceText: string | null;
  controlRows: number | null;
  controlAmount: string | null;
  /** Why the same file may be imported again; null if it may not. */
  allowRepeat: string | null;
  file: { sha256: string; name: string; bytes: number };
  uploadedBy: string;
}

/**
 * Stores an upload, and has its workflow started once this is committed.
 * @param keep Keeps its file: called once it is certain that the Location has room for it.
 * @throws Refusal quota-exceeded; or same-file, with the first import, if the same bytes are live at the Location.
 */
export const createImport = (
  database: Database,
  data: NewImport,
  {
    keep = () => Promise.resolve(),
    creation = unkeyed,
  }: { keep?: () => Promise<void>; creation?: Creation } = {},
): Promise<string> =>
  database.transaction((tx) => creation(tx, () => insertImport(tx, data, keep)), {
    subject: matchingAt(data.locationId),
  });

async function insertImport(tx: Transaction, data: NewImport, keep: () => Promise<void>): Promise<string> {
  const { locationId, file } = data;
  await requireRoom(tx, { locationId, ...file });
  await keep();
  await lockMatching(tx, data.locationId);
  if (data.allowRepeat === null) await refuseLiveRepeat(tx, data);
  const [made] = await tx.query<{ id: string }>(
    `INSERT INTO charge_import (location_id, import_type_id, product_id, batch_date, reference_date, reference_text,
       control_rows, control_amount, allow_repeat, file_sha256, file_name, file_bytes, uploaded_by, edits_before)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, (SELECT coalesce(max(id), 0) FROM matching_edit))
     RETURNING id`,
    [
      data.locationId,
      data.importTypeId,
      data.productId,
      data.batchDate,
      data.referenceDate,
      data.referenceText,
      data.controlRows,
      data.controlAmount,
      data.allowRepeat,
      data.file.sha256,
      data.file.name,
      data.file.bytes,
      data.uploadedBy,
    ],
  );
  const importId = made?.id as string;
  await enqueue(tx, { kind: 'start-import', payload: { importId } });
  await recordAudit(tx, {
    personId: data.uploadedBy,
    action: 'import.received',
    subject: `import:${importId}`,
    detail: { sha256: data.file.sha256, repeatAllowed: data.allowRepeat !== null },
    after: { status: 'received' },
  });
  return importId;
}

export interface LiveRepeat {
  id: string;
  fileName: string;
  status: ImportStatus;
}

/** The first live import of the same bytes at the Location; null if there is none. */
export async function liveRepeat(
  reader: Reader,
  { locationId, sha256 }: { locationId: string; sha256: string },
): Promise<LiveRepeat | null> {
  const [live] = await reader.query<LiveRepeat>(
    `SELECT id, file_name AS "fileName", status FROM charge_import WHERE location_id = $1 AND file_sha256 = $2
       AND status <> ALL ($3) AND NOT empty ORDER BY created_at LIMIT 1`,
    [locationId, sha256, billingNothingStatuses],
  );
  return live ?? null;
}

/** Uploads at a Location are serialised, so this sees all of them; the unique index is the last guard. */
async function refuseLiveRepeat(tx: Transaction, { locationId, file }: NewImport): Promise<void> {
  const live = await liveRepeat(tx, { locationId, sha256: file.sha256 });
  if (!live) return;
  throw new Refusal(
    'same-file',
    `The same file has already been imported at this location, as ${live.fileName} (${live.status}). ` +
      'Open that import: it may be what you wanted. If it must be imported again, cancel that one, or say why.',
    {
      errors: [
        { pointer: '/file', detail: 'This file has already been imported.' },
        { pointer: '/allowRepeat', detail: 'With a reason here, it is imported again.' },
      ],
      extra: { firstImportId: live.id },
    },
  );
}

export interface ImportHead {
  id: string;
  status: ImportStatus;
  locationId: string;
}

const head = `SELECT id, status, location_id AS "locationId" FROM charge_import WHERE id = $1`;

export async function importHead(database: Database, id: string): Promise<ImportHead | null> {
  const [found] = await database.query<ImportHead>(head, [id]);
  return found ?? null;
}

/** What people identify an import by. */
export interface ImportLabel extends ImportHead {
  /** By name. */
  location: string;
  importType: string;
  /** yyyy-mm-dd */
  batchDate: string;
  referenceDate: string;
}

export async function importLabel(database: Database, id: string): Promise<ImportLabel | null> {
  const [found] = await database.query<ImportLabel>(
    `SELECT i.id, i.status, i.location_id AS "locationId", l.name AS location, t.name AS "importType",
       i.batch_date::text AS "batchDate", i.reference_date::text AS "referenceDate"
     FROM charge_import i JOIN location l ON l.id = i.location_id JOIN import_type t ON t.id = i.import_type_id
     WHERE i.id = $1`,
    [id],
  );
  return found ?? null;
}

/** Locks the import until the transaction ends: every change of its rows or its state does so. */
export async function lockImport(tx: Transaction, id: string): Promise<ImportHead> {
  const [found] = await tx.query<ImportHead>(`${head} FOR NO KEY UPDATE`, [id]);
  if (!found) throw new ImportGoneError(`import ${id} is not in the database`);
  return found;
}

export async function setImportStatus(tx: Transaction, id: string, status: ImportStatus): Promise<void> {
  await tx.query('UPDATE charge_import SET status = $2 WHERE id = $1', [id, status]);
}

export async function importStatus(tx: Transaction, id: string): Promise<ImportStatus> {
  const [found] = await tx.query<{ status: ImportStatus }>('SELECT status FROM charge_import WHERE id = $1', [
    id,
  ]);
  if (!found) throw new ImportGoneError(`import ${id} is not in the database`);
  return found.status;
}
