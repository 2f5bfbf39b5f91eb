import type { Locations, Parameters } from '../../client/page-sql';

export interface SheetFilter {
  state?: string;
  locationIds: Locations;
  /** Part of the number, whatever its case. */
  number?: string;
  /** Who uploaded the file, or gave the revision one of its ticks. */
  person?: string;
  /** Batch Dates, yyyy-mm-dd, both included. */
  from?: string;
  to?: string;
}

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** For a sheet `s`: everything but its Location, which determines the index. */
export function sheetConditions({ state, number, person, from, to }: SheetFilter, parameters: Parameters) {
  const { add, where } = parameters;
  const ofImport = [...where('i.batch_date >= ?::date', from), ...where('i.batch_date <= ?::date', to)];
  return [
    ...where('s.state = ?', state),
    ...where('s.number ILIKE ?', number && `%${literally(number)}%`),
    ...(ofImport.length > 0
      ? [`EXISTS (SELECT FROM charge_import i WHERE i.id = s.import_id AND ${ofImport.join(' AND ')})`]
      : []),
    ...(person === undefined ? [] : [tookPart(add(person))]),
  ];
}

const tookPart = (person: string) => `(s.completed_by = ${person}::uuid
  OR EXISTS (SELECT FROM charge_import i WHERE i.id = s.import_id AND i.uploaded_by = ${person}::uuid)
  OR EXISTS (SELECT FROM approval a
    WHERE a.sheet_id = s.id AND a.revision = s.revision AND a.person_id = ${person}::uuid))`;
