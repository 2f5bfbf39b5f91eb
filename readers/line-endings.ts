import { type FileEncoding } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';
import { blocksOf } from './blocks';
import { codeUnits } from './code-units';
import { type FileSource } from './records';

/** Says that some lines end in CR alone and others do not, and the way out. */
export const mixedLineEndings = (): BadFileError =>
  new BadFileError(
    'line-endings',
    'Some lines of the file end in LF or CRLF, and others, among them the header, in CR alone: it cannot ' +
      'be known which are meant. ' +
      'Open the file and save it as CSV again.',
  );

/** Whether a line holds others, each ended by CR alone. One CR may stand in a line. */
export const holdsOldLines = (raw: string): boolean => raw.split('\r').length > 2;

const BLOCK_BYTES = 65_536;
const BARE_CR = /\r(?!\n)/g;

/**
 * What ends the lines of a file: `cr` where, among its first 64 KiB or up to its first line break, more CRs stand
 * alone than there are LFs. Undefined for LF and CRLF.
 * @param from The first byte behind the byte order mark.
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
