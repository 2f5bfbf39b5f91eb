import type { ImportTypeDefinition } from '../../../../domain/catalogue/import-type';
import type { ListedImportType } from '../../../../prisma/repositories/catalogue/import-types';
import { type PreviewedCalls, previewCalls, type PreviewOptions } from '../../../../readers/preview-calls';

type Options = Omit<PreviewOptions, 'maxRows' | 'signal'>;

const maxRows = 5_000;
const maxMs = 3_000;

/** Reads the beginning of a file; null if that takes too long, as it can for a file that was made to. */
export async function readInTime(
  beginning: Buffer,
  definition: ImportTypeDefinition,
  options: Options,
  gone: AbortSignal,
): Promise<PreviewedCalls | null> {
  const deadline = AbortSignal.timeout(maxMs);
  const signal = AbortSignal.any([gone, deadline]);
  try {
    return await previewCalls(beginning, definition, { ...options, maxRows, signal });
  } catch (error) {
    if (deadline.aborted && error === deadline.reason) return null;
    throw error;
  }
}

const triedBytes = 32_768;
const triedRows = 50;
const maxTypes = 100;
const maxMsOfAll = 1_000;

/** Import Types that can read the beginning of the file, those that read most rows of it first. */
export async function fittingImportTypes(
  beginning: Buffer,
  types: ListedImportType[],
  options: Options,
  gone: AbortSignal,
): Promise<{ id: string; name: string }[]> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(maxMsOfAll)]);
  const complete = options.complete && beginning.length <= triedBytes;
  const fitting: { id: string; name: string; readable: number }[] = [];
  for (const { id, name, definition } of types.slice(0, maxTypes)) {
    const trial = { ...options, complete, maxRows: triedRows, signal };
    try {
      const { rows } = await previewCalls(beginning.subarray(0, triedBytes), definition, trial);
      const readable = rows.filter(({ fault }) => fault === null).length;
      if (readable > 0) fitting.push({ id, name, readable });
    } catch (error) {
      if (signal.aborted) break;
      throw error;
    }
  }
  return fitting.sort((one, other) => other.readable - one.readable).map(({ id, name }) => ({ id, name }));
}
