import type { Schema } from '../../api/client';

/** The import form as it stands: what is not filled in is ''. */
export interface ImportFormFields {
  locationId: string;
  importType: string;
  productGroup: string;
  product: string;
  /** yyyy-mm-dd */
  batchDate: string;
  referenceDate: string;
  referenceText: string;
  controlRows: string;
  controlAmount: string;
  /** Why a file that is here already is imported again. */
  allowRepeat: string;
}

/** What is filled in as last time. */
export type LastForm = Pick<
  ImportFormFields,
  'importType' | 'productGroup' | 'product' | 'batchDate' | 'referenceDate'
>;

export const emptyForm: ImportFormFields = {
  locationId: '',
  importType: '',
  productGroup: '',
  product: '',
  batchDate: '',
  referenceDate: '',
  referenceText: '',
  controlRows: '',
  controlAmount: '',
  allowRepeat: '',
};

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * The same day of the next month, yyyy-mm-dd; the last day of a month becomes that of the next. '' if it is no date.
 */
export function monthLater(date: string): string {
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  const last = lastDayOf(year, month);
  if (!(day >= 1 && day <= last)) return '';
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  const nextLast = lastDayOf(next.year, next.month);
  const nextDay = day === last ? nextLast : Math.min(day, nextLast);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${next.year}-${two(next.month)}-${two(nextDay)}`;
}

/** Filled in as last time at a Location, a month later. */
export const filledAsLast = (locationId: string, last: LastForm | null): ImportFormFields => ({
  ...emptyForm,
  locationId,
  ...last,
  batchDate: monthLater(last?.batchDate ?? ''),
  referenceDate: monthLater(last?.referenceDate ?? ''),
});

export const lastFormOf = (found: Schema<'ChargeImport'>): LastForm => ({
  importType: found.importType,
  productGroup: found.productGroup,
  product: found.product,
  batchDate: found.batchDate,
  referenceDate: found.referenceDate,
});

/** As it is sent, without what is not filled in. */
export function toFormData(fields: Partial<ImportFormFields>, file: Blob, name: string): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) if (value !== '') form.set(field, value);
  form.set('file', file, name);
  return form;
}
