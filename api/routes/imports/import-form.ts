import { z } from 'zod';
import { type FieldError, Refusal } from '../../../domain/refusal';
import type { Database } from '../../../prisma/client/database';
import type { NewImport } from '../../../prisma/repositories/imports/imports';
import { date, sum, text } from '../../http/fields';
import { fieldErrors } from '../../http/field-errors';
import type { Form } from '../../http/multipart';
import type { Locations } from '../../../prisma/client/page-sql';
import { lookUp } from './form-names';

/**
 * The import form. Location, Import Type, Product Group and Product are given by id or by name, as the screens show
 * them.
 */
export const importForm = z
  .strictObject({
    locationId: text(200).optional(),
    location: text(200).optional(),
    importType: text(200).meta({ examples: ['essensys call logger v2'] }),
    productGroup: text(200).meta({ examples: ['Telephone Charges'] }),
    product: text(200).meta({ examples: ['Call Charges'] }),
    batchDate: date,
    referenceDate: date,
    referenceText: z.string().trim().max(500).optional(),
    controlRows: z
      .string()
      .regex(/^\d{0,9}$/, 'Must be a number of rows.')
      .optional(),
    controlAmount: z.union([z.literal(''), sum]).optional(),
    allowRepeat: z.string().trim().max(1000).optional(),
  })
  .refine((form) => !form.locationId || !form.location, {
    path: ['location'],
    error: 'Give locationId or location, not both.',
    when: () => true,
  })
  .refine((form) => form.locationId !== undefined || form.location !== undefined, {
    path: ['locationId'],
    error: 'Give locationId or location.',
    // Reported together with other errors, not only when there are none.
    when: () => true,
  });

/** The form as the contract shows it: with its file. */
export const importFormWithFile = importForm
  .safeExtend({ file: z.string().meta({ format: 'binary', description: 'The call-charges file.' }) })
  .meta({
    id: 'ImportForm',
    examples: [
      {
        location: 'London Bridge',
        importType: 'essensys call logger v2',
        productGroup: 'Telephone Charges',
        product: 'Call Charges',
        batchDate: '2026-06-01',
        referenceDate: '2026-05-31',
        file: 'may.csv',
      },
    ],
  });

/**
 * @param where Locations at which the person may import: the form knows no others.
 * @throws Refusal that names every wrong field, including the file.
 */
export async function readImportForm(
  database: Database,
  { fields, file }: Form,
  where: Locations,
): Promise<Omit<NewImport, 'uploadedBy'>> {
  const read = importForm.safeParse(fields);
  const errors: FieldError[] = read.success ? [] : fieldErrors(read.error).list;
  if (!file) errors.push({ pointer: '/file', detail: 'Is required: attach the call-charges file.' });
  else if (file.bytes === 0) errors.push({ pointer: '/file', detail: 'The file is empty.' });
  if (!read.success || !file || errors.length > 0)
    throw new Refusal('invalid-request', 'The import form does not match the schema.', { errors });

  const form = read.data;
  const { location, importType, product, unknown, notInGroup } = await lookUp(database, form, where);
  if (unknown.length > 0)
    throw new Refusal('invalid-request', 'The import form names something that does not exist.', {
      errors: unknown,
    });
  if (notInGroup) throw new Refusal('product-not-in-group', notInGroup.detail, { errors: [notInGroup] });
  if (!location || !importType || !product) throw new Error('a part of the form was looked up and is gone');

  return {
    locationId: location.id,
    importTypeId: importType.id,
    productId: product.id,
    batchDate: form.batchDate,
    referenceDate: form.referenceDate,
    referenceText: form.referenceText || null,
    controlRows: form.controlRows ? Number(form.controlRows) : null,
    controlAmount: form.controlAmount || null,
    allowRepeat: form.allowRepeat || null,
    file: { sha256: file.sha256, name: file.name, bytes: file.bytes },
  };
}
