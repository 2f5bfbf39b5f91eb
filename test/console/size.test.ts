import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../config/project-root';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

describe('the size of the console', () => {
  const folder = path.join(projectRoot(), 'dist/console');
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const kilobytesOf = (files: Iterable<string>) => {
    let bytes = 0;
    for (const file of new Set(files)) bytes += gzipSync(readFileSync(path.join(folder, file))).length;
    return bytes / 1_000;
  };
  const filesOf = (name: string): string[] => {
    const { file, imports = [], css = [] } = manifest[name] as Chunk;
    return [file, ...css, ...imports.flatMap(filesOf)];
  };

  it('is below 200 kB for the first screen, and 300 kB for all screens but their fonts', () => {
    const first = kilobytesOf([...filesOf('index.html'), ...filesOf('screens/work/work.tsx')]);
    const all = kilobytesOf(
      Object.values(manifest)
        .flatMap(({ file, css = [] }) => [file, ...css])
        .filter((file) => /\.(js|css)$/.test(file)),
    );
    expect(first).toBeLessThan(200);
    expect(all).toBeLessThan(300);
  });
});
