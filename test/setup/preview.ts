import type { System, Who } from './system';

export interface Previewing {
  content?: Buffer | string;
  /** Fields of the form; those of a good one if absent. */
  fields?: Record<string, string>;
  who?: Who;
}

const good = {
  location: 'London Bridge',
  importType: 'essensys call logger v2',
  productGroup: 'Telephone Charges',
  product: 'Call Charges',
  batchDate: '2026-06-01',
  referenceDate: '2026-05-31',
};

/** Asks how a file would be imported. */
export function previewFile(system: System, { content, fields = {}, who = 'ops' }: Previewing) {
  const form = new FormData();
  const all: Record<string, string> = { ...good, ...fields };
  if ((all.location ?? '') in system.locations) all.location = system.placeOf(all.location as string).name;
  for (const [key, value] of Object.entries(all)) if (value !== 'absent') form.set(key, value);
  if (content !== undefined) form.set('file', new Blob([new Uint8Array(Buffer.from(content))]), 'calls.csv');
  return system.call(who, 'POST', '/v1/charge-imports/preview', form);
}
