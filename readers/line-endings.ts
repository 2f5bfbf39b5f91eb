import { type FileEncoding } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';
import { blocksOf } from './blocks';
import { codeUnits } from './code-units';
import { type FileSource } from './records';

/** Says that some lines end in CR alone and others do not, and what to do. */
export const mixedLineEndings = (): BadFileError =>
  new BadFileError(
    'line-endings',
    'Some lines of the file end in LF or CRLF, others, including the header, in CR alone: it is not ' +
      'clear which are meant. ' +
      'Open the file and save it as CSV again.',
  );

/** Whether a line contains other lines that end in CR alone. A line may contain a single CR. */
export const holdsOldLines = (raw: string): boolean => raw.split('\r').length > 2;

const BLOCK_BYTES = 65_536;
const BARE_CR = /\r(?!\n)/g;

/**
 * What ends the lines of a file: `cr` if, within its first 64 KiB or up to its first line break, there are more lone
 * CRs than LFs. Undefined for LF and CRLF.
 * @param from The first byte after the byte order mark.
 */
export async function lineEndOf(
  source: FileSource,
  from: { byteOffset: number; encoding: FileEncoding },
): Promise<'cr' | undefined> {
  const code = codeUnits(from.encoding);
  for await (const block of blocksOf(source.open(from.byteOffset), BLOCK_BYTES)) {
    const units = code.push(block);
    const bareCrs = units.match(BARE_CR)?.length ?? 0;
    const lineFeeds = units.split('\n').length - 1;
    if (bareCrs > lineFeeds) return 'cr';
    if (lineFeeds > 0) return undefined;
  }
  return undefined;
}
