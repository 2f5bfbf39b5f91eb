import { type FileEncoding } from '../domain/read-row';
import { BadFileError } from './bad-file-error';
import { codeUnits } from './code-units';
import { type FileSource } from './records';

/** Says that lines end in CR alone, as no program of today ends them, and the way out. */
export const oldLineEndings = (): BadFileError =>
  new BadFileError(
    'line-endings',
    'Looked for lines that end in LF or CRLF, but they end in CR alone. Save the file as CSV with today’s line endings.',
  );

/** Whether a line holds others, each ended by CR alone. One CR may stand in a line. */
export const holdsOldLines = (raw: string): boolean => raw.split('\r').length > 2;

/**
 * Whether the whole file has a CR and no LF. Reads to the first LF, so not far in most files.
 * @param from The first byte behind the byte order mark.
 */
export async function hasOnlyOldLineEndings(
  source: FileSource,
  from: { byteOffset: number; encoding: FileEncoding },
): Promise<boolean> {
  const code = codeUnits(from.encoding);
  let found = false;
  for await (const bytes of source.open(from.byteOffset) as AsyncIterable<Buffer>) {
    const units = code.push(bytes);
    if (units.includes('\n')) return false;
    found ||= units.includes('\r');
  }
  return found;
}
