import { type FileEncoding } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';

/** What an Import Type may state. `utf-16` needs a byte order mark; latin1 is read as windows-1252, as browsers do. */
const STATED: Record<string, FileEncoding | 'utf-16'> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
};

export const STATED_ENCODINGS = Object.keys(STATED);

const MARKS: [FileEncoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const NOT_TEXT: [string, string][] = [
  ['PK\u0003\u0004', 'an Excel workbook or a zip archive'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook'],
  ['%PDF', 'a PDF document'],
  ['\u001f\u008b', 'a gzip archive'],
];

/**
 * What the file is encoded in and how many bytes its byte order mark takes; a mark overrules what the type states.
 * @param head The first bytes of the file (a few KiB, or all of it).
 * @throws BadFileError when the file is empty, is not text, or its encoding cannot be known.
 */
export function fileEncoding(head: Buffer, stated: string): { encoding: FileEncoding; markBytes: number } {
  if (head.length === 0)
    throw new BadFileError('empty-file', 'The file is empty: 0 bytes arrived. Export it again.');

  const kind = NOT_TEXT.find(([magic]) => head.toString('latin1', 0, magic.length) === magic);
  if (kind !== undefined) throw notText(`It begins like ${kind[1]}.`);

  const mark = MARKS.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  const encoding = mark?.[0] ?? STATED[stated.toLowerCase()];
  if (encoding === undefined || encoding === 'utf-16')
    throw new BadFileError(
      'encoding-unknown',
      `The Import Type states the encoding "${stated}", and the file has no byte order mark that tells ` +
        'which one that is. ' +
        `State one of ${STATED_ENCODINGS.join(', ')} in the Import Type.`,
    );
  if (!encoding.startsWith('utf-16') && head.includes(0))
    throw notText('It holds NUL bytes near its beginning.');
  return { encoding, markBytes: mark?.[1].length ?? 0 };
}

function notText(found: string): BadFileError {
  return new BadFileError(
    'binary-file',
    `Looked for lines of text, but the file is binary. ${found} Open it and save it as CSV.`,
  );
}
