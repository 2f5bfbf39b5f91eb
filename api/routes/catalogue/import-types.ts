import { z } from 'zod';
import {
  currentImportTypes,
  findSavedImportType,
  type ListedImportType,
  saveImportType,
} from '../../../prisma/repositories/catalogue/import-types';
import { pageOf } from '../../http/answer-kinds';
import { fromCursor, places, toPage } from '../../http/cursor';
import { page, text } from '../../http/fields';
import { route } from '../../http/route';
import { anImportType } from './an-import-type';
import {
  importTypeDefinition,
  importTypeView,
  listedImportTypeSchema,
  savedImportTypeSchema,
} from './import-type-view';

const newImportType = z
  .strictObject({
    name: text(200).meta({ examples: ['essensys call logger v2'] }),
    definition: importTypeDefinition,
  })
  .meta({ id: 'NewImportType' });

export const importTypeRoutes = [
  route({
    method: 'get',
    path: '/v1/import-types',
    summary: 'List Import Types, each in its latest version',
    needs: 'read',
    scope: 'house',
    query: z.object(page),
    answers: { 200: pageOf('ImportTypePage', listedImportTypeSchema) },
  }).handle(async ({ query: { limit, cursor } }, { database }) => {
    const after = fromCursor(cursor, places.name);
    const found = await currentImportTypes(database, { after, limit: limit + 1 });
    const place = ({ name }: ListedImportType) => name;
    return { status: 200, body: toPage(found, limit, place, importTypeView) };
  }),
  route({
    method: 'get',
    path: '/v1/import-types/:id',
    summary: 'Get an Import Type in one version, also an older one',
    needs: 'read',
    scope: anImportType,
    answers: { 200: listedImportTypeSchema },
  }).handle(({ found }) => Promise.resolve({ status: 200, body: importTypeView(found) })),
  route({
    method: 'post',
    path: '/v1/import-types',
    summary: 'Add an Import Type, or a new version of one',
    needs: 'configure',
    scope: 'house',
    body: newImportType,
    creates: true,
    answers: { 201: savedImportTypeSchema },
  }).create(
    ({ caller, body: { name, definition } }, { database }, creation) =>
      saveImportType(database, name, definition, caller.id, creation),
    async (_asked, { database }, id) => ({ status: 201, body: await findSavedImportType(database, id) }),
  ),
];
