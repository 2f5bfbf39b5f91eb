import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css)$/;

/** Leaves scripts and styles beside themselves as the API sends them to browsers: compressed once, as far as it goes. */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const [name, part] of Object.entries(bundle)) {
      if (!worthIt.test(name)) continue;
      const content = Buffer.from(part.type === 'chunk' ? part.code : part.source);
      writeFileSync(path.join(dir, `${name}.br`), brotliCompressSync(content));
      writeFileSync(path.join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
    }
  },
});
