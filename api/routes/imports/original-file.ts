import { Readable } from 'node:stream';
import type { FileStore } from '../../../connectors/file-store/file-store';
import { FileStoreError, isNotStored } from '../../../connectors/file-store/file-store-error';
import { Refusal } from '../../../domain/refusal';
import { howItWasRead } from '../../../prisma/repositories/imports/how-it-was-read';
import { recordAudit } from '../../../prisma/repositories/people/audit';
import { originalFile } from '../../http/answer-kinds';
import { attachment } from '../../http/attachment';
import { route } from '../../http/route';
import { anImport } from './an-import';

/** @param begun Called before the first piece is passed on. */
async function* piecesOf(files: FileStore, sha256: string, begun: () => Promise<unknown>) {
  let isBegun = false;
  try {
    for await (const piece of files.open(sha256) as AsyncIterable<Buffer>) {
      if (!isBegun) await begun();
      isBegun = true;
      yield piece;
    }
  } catch (error) {
    if (error instanceof FileStoreError)
      throw new Refusal('storage-unavailable', 'The file store does not answer; try again in a moment.', {
        extra: { retryAfter: 60 },
      });
    if (!isNotStored(error)) throw error;
    throw new Refusal(
      'storage-unavailable',
      'The file is not in the file store: an operator has to restore it.',
    );
  }
}

export const originalFileRoutes = [
  route({
    method: 'get',
    path: '/v1/charge-imports/:id/file',
    summary: 'Download the file of an import as it was uploaded; its ETag is its sha-256, and it is audited',
    needs: 'read',
    scope: anImport,
    atOnce: { max: 8, maxOfOne: 2, what: 'downloads' },
    answers: { 200: originalFile },
    headers: { 200: ['etag', 'content-disposition'] },
    problems: ['storage-unavailable'],
  }).handle(async ({ caller, found: { id, file } }, { database, files }) => {
    const { checkpoint } = await howItWasRead(database, id);
    const audit = () =>
      database.transaction((tx) =>
        recordAudit(tx, {
          personId: caller.id,
          action: 'import.file-downloaded',
          subject: `import:${id}`,
          detail: { sha256: file.sha256 },
        }),
      );
    return {
      status: 200,
      headers: {
        'content-type': checkpoint ? `text/csv; charset=${checkpoint.encoding}` : originalFile.media,
        'content-length': String(file.bytes),
        'content-disposition': attachment(file.name),
        'cache-control': 'private, no-store',
        etag: `"${file.sha256}"`,
      },
      body: [Readable.from(piecesOf(files, file.sha256, audit))],
    };
  }),
];
