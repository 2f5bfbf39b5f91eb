import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verifiedFile } from '../../../activities/charge-import/verified-file';
import { DamagedFileError, MissingFileError } from '../../../domain/imports/stored-file';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'verified-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

const content = Buffer.alloc(200_000, 'All that came in. ');
const facts = { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };

/** A store that keeps these bytes, or nothing, as the file that came in. */
async function keeping(kept: Buffer | null) {
  const place = path.join(folder, facts.sha256);
  if (kept) await writeFile(place, kept);
  else await rm(place, { force: true });
  const opened: ReadStream[] = [];
  const open = (_sha256: string, fromByte = 0) => {
    const stream = createReadStream(place, { start: fromByte });
    opened.push(stream);
    return stream;
  };
  return { file: verifiedFile({ open }, facts), opened };
}

const allOf = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const blocks: Buffer[] = [];
  for await (const block of stream) blocks.push(block);
  return Buffer.concat(blocks);
};
const errorOf = (reading: Promise<unknown>): Promise<Error> =>
  reading.then(
    () => new Error('it was read'),
    (thrown: Error) => thrown,
  );
const changedAt = (at: number): Buffer => {
  const changed = Buffer.from(content);
  changed[at] = 0;
  return changed;
};
const places = [0, 1, 65_535, 65_536, 65_537, 199_999, 200_000];

describe('a file of the store', () => {
  it.each(places)('gives its bytes from byte %i on', async (from) => {
    const { file } = await keeping(content);
    expect((await allOf(file.open(from))).equals(content.subarray(from))).toBe(true);
    await file.verify();
  });

  it.each(places.flatMap((from) => [0, 65_536, 199_999].map((at) => [from, at])))(
    'is not read to its end from byte %i on where byte %i is another',
    async (from, at) => {
      const { file } = await keeping(changedAt(at));
      await expect(allOf(file.open(from))).rejects.toThrow(DamagedFileError);
      await expect(file.verify()).rejects.toThrow(DamagedFileError);
    },
  );

  it.each<[string, Buffer, string]>([
    ['shorter', content.subarray(0, 150_000), 'only 150000 of the 200000 bytes received are there'],
    ['empty', Buffer.alloc(0), 'only 0 of the 200000 bytes'],
    ['longer', Buffer.concat([content, Buffer.from('x')]), 'longer than the 200000 bytes received'],
    ['another', changedAt(7), 'its 200000 bytes are not the ones received'],
  ])('that is %s is said to be so, with the way out', async (_what, kept, found) => {
    const { file } = await keeping(kept);
    for (const reading of [() => allOf(file.open(0)), () => allOf(file.open(180_000)), file.verify]) {
      const error = await errorOf(reading());
      expect(error.name).toBe('DamagedFileError');
      expect(error.message).toContain(found);
      expect(error.message).toContain(
        `Put the original back into the file store under ${facts.sha256}, then start the import again.`,
      );
    }
  });

  it('gives nothing that stands behind what came in', async () => {
    const { file } = await keeping(Buffer.concat([content, Buffer.alloc(65_536 * 3, 'x')]));
    let given = 0;
    const reading = async () => {
      for await (const block of file.open(0) as AsyncIterable<Buffer>) given += block.length;
    };
    await expect(reading()).rejects.toThrow(DamagedFileError);
    expect(given).toBeLessThanOrEqual(content.length);
  });

  it('that is not there is said to be missing', async () => {
    const { file } = await keeping(null);
    for (const reading of [() => allOf(file.open(0)), () => allOf(file.open(5)), file.verify]) {
      const error = await errorOf(reading());
      expect(error).toBeInstanceOf(MissingFileError);
      expect([error.name, error.message]).toEqual([
        'MissingFileError',
        expect.stringContaining(`Put the original back into the file store under ${facts.sha256}`),
      ]);
    }
  });

  it('passes on what else goes wrong', async () => {
    const open = () => createReadStream(folder);
    await expect(verifiedFile({ open }, facts).verify()).rejects.toThrow('EISDIR');
  });

  it('is closed where nobody reads on, and then asks nothing of its bytes', async () => {
    const { file, opened } = await keeping(changedAt(0));
    for await (const block of file.open(70_000) as AsyncIterable<Buffer>) {
      expect(block.length).toBeGreaterThan(0);
      break;
    }
    for (const stream of opened)
      if (!stream.closed) await new Promise<void>((resolve) => stream.once('close', () => resolve()));
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
  });
});
