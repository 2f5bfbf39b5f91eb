import { api } from '../../api/client';
import { type ImportFormFields, type LastForm, lastFormOf } from './import-form';

const lastLocationName = 'operate-connect-last-import-location';
const nameOf = (locationId: string) => `operate-connect-last-import:${locationId}`;

/** Keeps in this browser how the form was filled in at a Location. */
export function keepForm(fields: ImportFormFields): void {
  const { locationId, importType, productGroup, product, batchDate, referenceDate } = fields;
  const last: LastForm = { importType, productGroup, product, batchDate, referenceDate };
  localStorage.setItem(nameOf(locationId), JSON.stringify(last));
  localStorage.setItem(lastLocationName, locationId);
}

/** As filled in last time in this browser; else as in the latest import there; null if there is none. */
export async function lastForm(locationId: string): Promise<LastForm | null> {
  const kept = localStorage.getItem(nameOf(locationId));
  if (kept !== null) return JSON.parse(kept) as LastForm;
  const { items } = await api.get('/v1/charge-imports', { params: { query: { locationId, limit: 1 } } });
  return items[0] ? lastFormOf(items[0]) : null;
}

/** The Location of the last import in this browser. */
export const lastLocation = (): string | undefined => localStorage.getItem(lastLocationName) ?? undefined;
