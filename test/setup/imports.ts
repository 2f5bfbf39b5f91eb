import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../prisma/project-root';
import { type System, until, type Who } from './system';

/** A sample file of dev/samples. */
export const sample = (name: string) => readFileSync(path.join(projectRoot(), 'dev/samples', name));

export interface Upload {
  content: Buffer | string;
  name?: string;
  fields?: Record<string, string>;
  who?: Who;
}

/** Sends the import form; its fields default to London Bridge and the v2 layout. */
export function upload(system: System, { content, name = 'calls.csv', fields = {}, who = 'ops' }: Upload) {
  const form = new FormData();
  const all = {
    location: 'London Bridge',
    importType: 'essensys call logger v2',
    productGroup: 'Telephone Charges',
    product: 'Call Charges',
    batchDate: '2026-06-01',
    referenceDate: '2026-05-31',
    ...fields,
  };
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

export async function importState(system: System, id: string, states: string[], withinMs?: number) {
  const look = () => system.call('ops', 'GET', `/v1/charge-imports/${id}`);
  return (await until(look, ({ body }) => states.includes(body.status), withinMs)).body;
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
