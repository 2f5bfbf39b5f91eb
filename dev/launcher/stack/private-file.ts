import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type z } from 'zod';

/** Writes JSON that only its owner may read; a reader never sees half of it. */
export function writePrivateJson(file: string, value: unknown): void {
  const half = `${file}.part`;
  rmSync(half, { force: true }); // a file that is there keeps its mode
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
}

/** What the file holds; undefined when there is none, it is broken, or holds something else. */
export function readJson<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
