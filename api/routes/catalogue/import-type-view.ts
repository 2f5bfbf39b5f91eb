import { z } from 'zod';
import type { ListedImportType } from '../../../prisma/repositories/catalogue/import-types';
import { importTypeSchema } from '../../../readers/import-type-schema';
import { id, instant } from '../../http/answer-fields';

const version = { id, name: z.string().meta({ examples: ['essensys call logger v2'] }), version: z.int() };

/** The answer after saving one. */
export const savedImportTypeSchema = z.object(version).meta({ id: 'SavedImportType' });

export const importTypeDefinition = importTypeSchema.meta({
  id: 'ImportTypeDefinition',
  description: 'How a call-charges file is read.',
  examples: [
    {
      delimiter: ',',
      encoding: 'utf-8',
      header: true,
      columns: {
        accountCode: ['Account'],
        timestamp: ['Start'],
        duration: ['Duration'],
        sellAmount: ['Charge'],
      },
      timestampFormat: 'yyyy-MM-dd HH:mm:ss',
      duration: 'seconds',
      decimal: '.',
      unit: 'major',
      ignoreZero: true,
    },
  ],
});

export const listedImportTypeSchema = z
  .object({ ...version, definition: importTypeDefinition, createdAt: instant })
  .meta({ id: 'ImportType' });

export const importTypeView = (type: ListedImportType): z.infer<typeof listedImportTypeSchema> => ({
  id: type.id,
  name: type.name,
  version: type.version,
  definition: type.definition,
  createdAt: type.createdAt.toISOString(),
});
