import { z } from 'zod';
import type { FieldError } from '../../../../domain/refusal';
import type { Locations } from '../../../../prisma/client/page-sql';
import type { Database } from '../../../../prisma/client/database';
import { type FieldErrors, fieldErrors } from '../../../http/field-errors';
import type { FileInMemory } from '../../../http/file-in-memory';
import type { Form } from '../../../http/multipart';
import { lookUp } from '../form-names';
import { importForm, importFormWithFile } from '../import-form';

const sizeMeta = {
  description: 'Bytes of the whole file, where only its beginning is sent.',
  examples: ['19042'],
};
const fileSize = z.string().regex(/^\d{1,15}$/, 'Must be a number of bytes.');

const anyText = z.string().optional();
const names = Object.keys(importForm.shape) as (keyof typeof importForm.shape)[];

/**
 * The import form as far as it is filled in, with the beginning of its file. Any text will do: what the import would
 * refuse is told in the answer.
 */
export const previewForm = z
  .looseObject({
    ...(Object.fromEntries(names.map((name) => [name, anyText])) as Record<
      (typeof names)[number],
      typeof anyText
    >),
    fileSize: anyText.meta(sizeMeta),
    file: importFormWithFile.shape.file.optional(),
  })
  .meta({
    id: 'ImportPreviewForm',
    examples: [{ location: 'London Bridge', importType: 'essensys call logger v2', file: 'may.csv' }],
  });

const sizeForm = z.object({ fileSize: fileSize.optional() });

/**
 * What can be understood of the form.
 * @param where Locations at which the person may try files: the form knows no others.
 */
export async function readPreviewForm(
  database: Database,
  { fields: { fileSize, ...fields }, file }: Form<FileInMemory>,
  where: Locations,
) {
  const errors: FieldError[] = [
    ...errorsOf(importForm.safeParse(fields)),
    ...errorsOf(sizeForm.safeParse({ fileSize })),
  ];
  const isWrong = (field: string) => errors.some(({ pointer }) => pointer === `/${field}`);
  const given = (field: string) => (isWrong(field) ? undefined : fields[field]?.trim());
  const { unknown, notInGroup, ...found } = await lookUp(
    database,
    {
      locationId: given('locationId'),
      location: given('location'),
      importType: given('importType'),
      productGroup: given('productGroup'),
      product: given('product'),
    },
    where,
  );
  errors.push(...unknown, ...(notInGroup ? [notInGroup] : []));
  const bytes = fileSize === undefined || isWrong('fileSize') ? (file?.bytes ?? 0) : Number(fileSize);
  if (!file) errors.push({ pointer: '/file', detail: 'Is required: attach the call-charges file.' });
  else if (bytes === 0) errors.push({ pointer: '/file', detail: 'The file is empty.' });
  else if (bytes < file.bytes)
    errors.push({ pointer: '/fileSize', detail: `Less than the ${file.bytes} bytes that were sent.` });
  return {
    ...found,
    errors,
    referenceDate: given('referenceDate') ?? null,
    file: file && { ...file, bytes: Math.max(bytes, file.bytes) },
  };
}

const errorsOf = (read: { success: boolean; error?: z.ZodError }): FieldError[] =>
  read.error ? (fieldErrors(read.error) satisfies FieldErrors).list : [];
