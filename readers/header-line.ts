import type { ImportTypeDefinition } from '../domain/catalogue/import-type';
import type { ReadCheckpoint } from '../domain/imports/read-row';
import { cellsOf } from './cells';
import { fileEncoding } from './file-encoding';
import { headOf } from './locate-rows';
import { fileRecords, type FileSource } from './records';

/**
 * The cells of the header line; null if the type has none.
 * @param located Where the rows begin, as `locateRows` found it.
 */
export async function headerLine(
  source: FileSource,
  { byteOffset, encoding, lineEnd }: ReadCheckpoint,
  definition: ImportTypeDefinition,
): Promise<string[] | null> {
  const { header, delimiter, encoding: stated } = definition;
  if (!header) return null;
  const { markBytes } = fileEncoding(await headOf(source), stated);
  const start = { byteOffset: markBytes, line: 1, encoding, ...(lineEnd && { lineEnd }) };
  for await (const records of fileRecords(source, start, { delimiter, width: 0 })) {
    const at = records.findIndex(({ nextByte }) => nextByte === byteOffset);
    if (at >= 0) return cellsOf(records, delimiter)[at] ?? null;
  }
  return null;
}
