import { createHash } from 'node:crypto';
import type { FileFacts } from './file-store';

/** Hashes and counts what comes in. */
export function createMeasure(): { add: (chunk: Buffer) => void; facts: () => FileFacts } {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      bytes += chunk.length;
    },
    facts: () => ({ sha256: hash.digest('hex'), bytes }),
  };
}
