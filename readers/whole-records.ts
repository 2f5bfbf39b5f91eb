import type { ImportTypeDefinition } from '../domain/catalogue/import-type';
import { bytesSource } from './bytes-source';
import { codeUnits } from './code-units';
import { fileEncoding } from './file-encoding';
import { lineEndOf } from './line-endings';
import { fileRecords } from './records';

/** How far back a quoted cell that was cut off is searched for: a quote that is open for longer is a fault. */
const tailBytes = 4_096;
const quote = '"'.charCodeAt(0);

/**
 * The whole records of the beginning of a file: what was cut off at its end is not a fault. All of it if it has no line
 * break.
 * @throws BadFileError if it is not text, or its encoding cannot be determined.
 */
export async function wholeRecords(
  beginning: Buffer,
  { encoding: stated, delimiter }: ImportTypeDefinition,
  signal: AbortSignal,
): Promise<Buffer> {
  const { encoding, markBytes } = fileEncoding(beginning, stated);
  const lineEnd = await lineEndOf(bytesSource(beginning, signal), { byteOffset: markBytes, encoding });
  const code = codeUnits(encoding);
  const units = code.push(beginning);
  const lastBreak = Math.max(units.lastIndexOf('\n'), lineEnd === 'cr' ? units.lastIndexOf('\r') : -1);
  const lines = lastBreak < 0 ? beginning : beginning.subarray(0, (lastBreak + 1) * code.unitBytes);
  const tail = Math.max(lines.length - tailBytes, 0);
  if (!lines.subarray(tail).includes(quote)) return lines;

  const start = { byteOffset: markBytes, line: 1, encoding, ...(lineEnd && { lineEnd }) };
  const shape = { delimiter, width: null };
  let at = markBytes;
  for await (const records of fileRecords(bytesSource(lines, signal), start, shape))
    for (const { broken, nextByte } of records) {
      if (broken !== null && at >= tail) return lines.subarray(0, at);
      at = nextByte;
    }
  return lines;
}
