/**
 * Regroups a stream's bytes into blocks of one size (the last one may be shorter): work done once per block is
 * proportional to the bytes, and no block blocks the event loop for long.
 */
export async function* blocksOf(stream: AsyncIterable<Buffer>, blockBytes: number): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(blockBytes);
  let filled = 0;
  for await (const bytes of stream) {
    for (let at = 0; at < bytes.length;) {
      const copied = bytes.copy(block, filled, at);
      at += copied;
      filled += copied;
      if (filled < blockBytes) continue;
      yield block;
      block = Buffer.allocUnsafe(blockBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
