import { type Schema } from '../../../clients/typescript/src/by-path';
import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { type ApiClient } from '../../launcher/seed/http-client';

export type DrivenImport = Schema<'ChargeImport'>;
export type DrivenSheet = Schema<'BatchSheet'>;

const lookEveryMs = 100;

/** What the import form says of a file in the v2 layout of London Bridge, by default. */
export const importFields = (
  fields: Record<string, string> = {},
): Record<string, string> & { location: string } => ({
  location: 'London Bridge',
  importType: 'essensys call logger v2',
  productGroup: 'Telephone Charges',
  product: 'Call Charges',
  batchDate: '2026-06-01',
  referenceDate: '2026-05-31',
  ...fields,
});

/** The same with the file. */
export async function importForm(file: string, fields?: Record<string, string>): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(importFields(fields))) form.set(name, value);
  form.set('file', await openAsBlob(file), path.basename(file));
  return form;
}

/** @returns the id of the import, which has only been received. */
export const uploadFile = async (
  ops: ApiClient,
  file: string,
  fields?: Record<string, string>,
): Promise<string> => (await ops.post('/v1/charge-imports', await importForm(file, fields))).id;

/** @throws Error if the file turns out to be unreadable, unless that is expected. */
export async function untilImport(
  anybody: ApiClient,
  id: string,
  ...statuses: string[]
): Promise<DrivenImport> {
  for (;;) {
    const found = await anybody.get(`/v1/charge-imports/${id}`);
    if (statuses.includes(found.status)) return found;
    if (found.status === 'failed') throw new Error(`the import failed: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

const sheetAt = (anybody: ApiClient, { batchSheetId }: DrivenImport) =>
  anybody.get(`/v1/batch-sheets/${batchSheetId}`);

export const releaseHeld: Schema<'RowAction'> = {
  action: 'release',
  filter: { status: 'duplicate' },
  reason: 'checked: another call',
};

/**
 * The first tick, whatever is left over. Calls of two generated logs that happen to be equal are held, and released.
 */
export async function completeImport(ops: ApiClient, reviewed: DrivenImport): Promise<void> {
  if (reviewed.rows.duplicate > 0)
    await ops.post(`/v1/charge-imports/${reviewed.id}/rows/actions`, releaseHeld);
  const { id, notBilled } = await sheetAt(ops, reviewed);
  await ops.post(`/v1/batch-sheets/${id}/complete`, { acknowledge: notBilled });
  await untilImport(ops, reviewed.id, 'completed');
}

/** The second tick, for what the approver sees now. */
export async function approveImport(approver: ApiClient, completed: DrivenImport): Promise<void> {
  const { id, digest } = await sheetAt(approver, completed);
  await approver.post(`/v1/batch-sheets/${id}/approve`, { digest: digest ?? '' });
}
