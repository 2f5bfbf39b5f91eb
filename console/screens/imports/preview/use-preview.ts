import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import { upload } from '../../../api/upload';
import { type ImportFormFields, toFormData } from '../import-form';

/** Bytes of the file's beginning that are sent. */
const beginning = 262_144;
const timeoutMs = 60_000;

/** How the file would be imported, asked anew whenever what matters for it is changed. */
export function usePreview(fields: ImportFormFields, file: File | undefined) {
  const { locationId, importType, referenceDate } = fields;
  const asked = { locationId, importType, referenceDate };
  return useQuery({
    queryKey: one('import', 'preview', asked, file && [file.name, file.size, file.lastModified]),
    queryFn: ({ signal }) => {
      const { name, size } = file as File;
      const form = toFormData(asked, (file as File).slice(0, beginning), name);
      form.set('fileSize', String(size));
      return upload<Schema<'ChargeImportPreview'>>('/v1/charge-imports/preview', form, { signal, timeoutMs });
    },
    enabled: file !== undefined && file.size > 0 && locationId !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}
