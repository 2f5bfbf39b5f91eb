import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Item, Schema } from '../../clients/typescript/src/by-path';
import { projectRoot } from '../../config/project-root';
import { importFields } from '../../dev/tools/drive/imports';
import { type System, until, type Who } from './system';
import { untilStored } from './until-stored';

/** A sample file of dev/samples. */
export const sample = (name: string) => readFileSync(path.join(projectRoot(), 'dev/samples', name));

export interface Upload {
  content: Buffer | string;
  name?: string;
  fields?: Record<string, string>;
  who?: Who;
}

/**
 * Sends the import form; its fields default to London Bridge and the v2 layout. Locations of the samples are the
 * file's own.
 */
export function upload(system: System, { content, name = 'calls.csv', fields = {}, who = 'ops' }: Upload) {
  const form = new FormData();
  const all = importFields(fields);
  if (all.location in system.locations) all.location = system.placeOf(all.location).name;
  for (const [key, value] of Object.entries(all)) form.set(key, value);
  form.set('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  return system.call(who, 'POST', '/v1/charge-imports', form);
}

/** Uploads and waits until the import rests. @returns the import as the API shows it. */
export async function importFile(system: System, what: Upload, states = ['in-review', 'failed']) {
  const { status, body, text } = await upload(system, what);
  if (status !== 202) throw new Error(`${status} ${text}`);
  return importState(system, body.id, states);
}

/** An import as tests have it: with its sheet, which all have but those that failed or are read yet. */
export type ImportWithSheet = Schema<'ChargeImport'> & { batchSheetId: string; batchSheetNumber: string };

export async function importState(
  system: System,
  id: string,
  states: string[],
  withinMs = 90_000,
): Promise<ImportWithSheet> {
  const deadline = Date.now() + withinMs;
  await untilStored(system, 'import', id, states, deadline);
  const look = () => system.call('ops', 'GET', `/v1/charge-imports/${id}`);
  const { body } = await until(look, ({ body }) => states.includes(body.status), deadline - Date.now());
  return body as ImportWithSheet;
}

/** Completes as `who`, acknowledging whatever is left over. @returns the reply. */
export async function complete(system: System, sheetId: string, who: Who = 'ops') {
  const { body } = await system.call(who, 'GET', `/v1/batch-sheets/${sheetId}`);
  return system.call(who, 'POST', `/v1/batch-sheets/${sheetId}/complete`, { acknowledge: body.notBilled });
}

/** Approves what the person sees now. @returns the reply. */
export async function approve(system: System, sheetId: string, who: Who = 'approver') {
  const { body } = await system.call(who, 'GET', `/v1/batch-sheets/${sheetId}`);
  return system.call(who, 'POST', `/v1/batch-sheets/${sheetId}/approve`, { digest: body.digest ?? 'none' });
}

/** Rows of an import, with reasons: at most 200. */
export const rowsOf = async (system: System, id: string, query = '') =>
  (await system.call('viewer', 'GET', `/v1/charge-imports/${id}/rows?limit=200${query}`)).body.items;

export const sheetOf = async (system: System, id: string, who: Who = 'viewer') =>
  (await system.call(who, 'GET', `/v1/batch-sheets/${id}`)).body;

/** What all Accounts owe on a sheet, wherever it is shown. */
export function sumsOf({ basis, markup, adjustments, rounding, net, tax, gross }: Sums): Sums {
  return { basis, markup, adjustments, rounding, net, tax, gross };
}
type Sums = Pick<
  Schema<'BatchSheet'>,
  'basis' | 'markup' | 'adjustments' | 'rounding' | 'net' | 'tax' | 'gross'
>;

/** Settles rows of a draft by hand. @returns the reply. */
export const actOnRows = (system: System, id: string, action: Record<string, unknown>, who: Who = 'ops') =>
  system.call(who, 'POST', `/v1/charge-imports/${id}/rows/actions`, { reason: 'looked at', ...action });

/** Reject, reopen or withdraw, with a reason. @returns the reply. */
export const sendBack = (system: System, sheetId: string, how: 'reject' | 'reopen' | 'withdraw', who: Who) =>
  system.call(who, 'POST', `/v1/batch-sheets/${sheetId}/${how}`, { reason: 'look again' });

/** Imports a file, and takes it through both ticks to posted. @returns the import. */
export async function postFile(system: System, what: Upload) {
  const found = await importFile(system, what);
  const completed = await complete(system, found.batchSheetId);
  if (completed.status !== 200) throw new Error(completed.text);
  const approved = await approve(system, found.batchSheetId);
  if (approved.status !== 200) throw new Error(approved.text);
  return importState(system, found.id, ['posted']);
}

/** Every posted charge of a sheet, all pages. */
export async function chargesOf(system: System, sheetId: string) {
  const items: Item<'/v1/charges'>[] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { body }: { body: Schema<'ChargePage'> } = await system.call(
      'viewer',
      'GET',
      `/v1/batch-sheets/${sheetId}/charges?limit=200${cursor}`,
    );
    items.push(...body.items);
    next = body.next;
  }
  return items;
}
