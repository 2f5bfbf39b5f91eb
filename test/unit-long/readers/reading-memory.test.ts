import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifiedFile } from '../../../activities/charge-import/verified-file';
import { readCalls } from '../../../readers/read-calls';
import { atLondon, header, line, v2 } from '../../setup/read-file';
import { bytesKept } from '../../setup/bytes-kept';

const blockBytes = 65_536;
const blocks = 800;
const MB = 1_000_000;

/** Large files in which nothing is read for long; a row stands before it, or not even a header. */
const files: Record<string, { before: string; block: string }> = {
  'blank lines': { before: `${header}\n${line({})}\n`, block: '\n'.repeat(blockBytes) },
  'blank lines with CR': { before: `${header}\n${line({})}\n`, block: '\r\n'.repeat(blockBytes / 2) },
  'blank lines with CR, cut in between': {
    before: `${header}\n${line({})}\n\n`,
    block: '\r\n'.repeat(blockBytes / 2),
  },
  'one line': { before: `${header}\n${line({})}\n`, block: 'x'.repeat(blockBytes) },
  'carriage returns alone': { before: '', block: '\r'.repeat(blockBytes) },
};

/**
 * Bytes of blocks in memory, once those that nobody holds are gone: they go a moment after they have been collected.
 */
async function blocksKept(): Promise<number> {
  bytesKept();
  await sleep(100);
  bytesKept();
  return process.memoryUsage().arrayBuffers;
}

/** Over 50 MB, and how many bytes are kept in memory once the last of them has been asked for. */
function largeFile({ before, block }: (typeof files)[string]) {
  const start = Buffer.from(before);
  const hash = createHash('sha256').update(start);
  for (let at = 0; at < blocks; at++) hash.update(block);
  const facts = { sha256: hash.digest('hex'), bytes: start.length + blocks * blockBytes };
  const kept: number[] = [];
  async function* content() {
    yield start;
    for (let at = 0; at < blocks; at++) yield Buffer.from(block);
    kept.push(await blocksKept());
  }
  return { facts, kept, store: { open: () => Readable.from(content()) } };
}

it.each(Object.keys(files))('keeps little of a file in memory where it holds %s', async (what) => {
  const { facts, kept, store } = largeFile(files[what] as (typeof files)[string]);
  const before = await blocksKept();
  const file = verifiedFile(store, facts);
  const digests: string[] = [];
  const read = async () => {
    for await (const { checkpoint } of readCalls(file, v2, {
      ...atLondon,
      chunkRows: 1_000,
      chunkBytes: 250_000,
    }))
      digests.push(file.sha256Before(checkpoint.byteOffset));
  };
  await read().catch((error: Error) => expect(error.name).toBe('BadFileError'));
  expect(kept.length).toBeGreaterThan(0);
  expect(Math.max(...kept) - before).toBeLessThan(25 * MB);
  if (files[what]?.before) expect(digests.at(-1)).toMatch(/^[0-9a-f]{64}$/);
  // Four blocks are a chunk, after which an attempt can go on.
  if (what.startsWith('blank')) expect(digests.length).toBeGreaterThan(150);
});
