import { currentImportTypes } from '../../../../prisma/repositories/catalogue/import-types';
import { findLocation } from '../../../../prisma/repositories/catalogue/locations';
import { route } from '../../../http/route';
import { lookAtFile } from './look-at-file';
import { previewForm, readPreviewForm } from './preview-form';
import { type Preview, previewSchema } from './preview-schema';
import { fittingImportTypes, readInTime } from './read-in-time';

const nothingRead: Omit<Preview, 'errors' | 'complete' | 'file' | 'location' | 'importType'> = {
  fittingImportTypes: [],
  failure: null,
  columns: [],
  missingColumns: [],
  counts: { file: 0, matched: 0, unmatched: 0, invalid: 0, ignored: 0 },
  rows: [],
  faults: [],
  codes: { codes: 0, rows: 0, here: null, better: [] },
  calls: null,
  days: [],
  earlierImports: [],
  sameFile: null,
  footer: null,
  lines: null,
  warnings: [],
};

const tooSlow = {
  code: 'too-slow',
  message: 'Reading the file takes too long for a preview. It can be imported nevertheless.',
};

export const chargeImportPreviewRoutes = [
  route({
    method: 'post',
    path: '/v1/charge-imports/preview',
    summary: 'See how a call-charges file would be imported, from its beginning; nothing is kept',
    needs: 'try-files',
    scope: 'locations',
    form: previewForm,
    fileInMemory: 262_144,
    // They take turns on a processor that other requests need, too.
    atOnce: { max: 4, maxOfOne: 2, what: 'previews' },
    answers: { 200: previewSchema },
  }).handle(async ({ caller, where, form, signal }, { database }) => {
    const { errors, file, referenceDate, ...named } = await readPreviewForm(database, form, where);
    const { importType = null } = named;
    const location = named.location ? await findLocation(database, named.location.id) : null;
    const isWhole = file !== null && form.file?.bytes === file.bytes;
    const known: Preview = {
      ...nothingRead,
      errors,
      complete: isWhole,
      file: file && {
        name: file.name,
        bytes: file.bytes,
        bytesRead: 0,
        sha256: isWhole ? file.sha256 : null,
      },
      location: location && {
        id: location.id,
        name: location.name,
        currency: location.currency,
        timeZone: location.timeZone,
      },
      importType: importType && {
        id: importType.id,
        name: importType.name,
        version: importType.version,
      },
    };
    if (!file || !known.file || !location || file.content.length === 0) return { status: 200, body: known };

    const { timeZone, currency } = location;
    const options = { complete: isWhole, timeZone, currency };
    const read = importType && (await readInTime(file.content, importType.definition, options, signal));
    const others = async () => {
      const types = await currentImportTypes(database);
      const chosen = importType?.id;
      return fittingImportTypes(
        file.content,
        types.filter(({ id }) => id !== chosen),
        options,
        signal,
      );
    };
    if (!importType) return { status: 200, body: { ...known, fittingImportTypes: await others() } };
    if (!read) return { status: 200, body: { ...known, complete: false, failure: tooSlow } };
    const seen = await lookAtFile(database, read, {
      caller,
      locationId: location.id,
      definition: importType.definition,
      referenceDate,
      sha256: known.file.sha256,
    });
    const body: Preview = {
      ...known,
      ...seen,
      complete: isWhole && (read.ended || read.failure !== null),
      file: { ...known.file, bytesRead: read.checkpoint?.byteOffset ?? 0 },
      fittingImportTypes: read.failure ? await others() : [],
    };
    return { status: 200, body };
  }),
];
