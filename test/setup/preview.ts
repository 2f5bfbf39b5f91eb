import { importFields } from '../../dev/tools/drive/imports';
import type { System, Who } from './system';

export interface Previewing {
  content?: Buffer | string;
  /** Fields of the form; those of a good one if absent. */
  fields?: Record<string, string>;
  who?: Who;
}

/** Asks how a file would be imported. */
export function previewFile(system: System, { content, fields = {}, who = 'ops' }: Previewing) {
  const form = new FormData();
  const all = importFields(fields);
  if (all.location in system.locations) all.location = system.placeOf(all.location).name;
  for (const [key, value] of Object.entries(all)) if (value !== 'absent') form.set(key, value);
  if (content !== undefined) form.set('file', new Blob([new Uint8Array(Buffer.from(content))]), 'calls.csv');
  return system.call(who, 'POST', '/v1/charge-imports/preview', form);
}
