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
 * The file's encoding and the length of its byte order mark in bytes; a mark overrides what the type states.
 * @param head The first bytes of the file (a few KiB, or all of it).
 * @throws BadFileError if the file is empty, is not text, or its encoding cannot be determined.
 */
export function fileEncoding(head: Buffer, stated: string): { encoding: FileEncoding; markBytes: number } {
  if (head.length === 0)
    throw new BadFileError('empty-file', 'The file is empty (0 bytes). Export it again.');

  const kind = NOT_TEXT.find(([magic]) => head.toString('latin1', 0, magic.length) === magic);
  if (kind !== undefined) throw notText(`It looks like ${kind[1]}.`);

  const mark = MARKS.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  const encoding = mark?.[0] ?? STATED[stated.toLowerCase()];
  if (encoding === undefined || encoding === 'utf-16')
    throw new BadFileError(
      'encoding-unknown',
      `The Import Type states the encoding "${stated}", but the file has no byte order mark to tell ` +
        'which variant it is. ' +
        `Set one of ${STATED_ENCODINGS.join(', ')} in the Import Type.`,
    );
  if (!encoding.startsWith('utf-16') && head.includes(0))
    throw notText('It contains NUL bytes near its beginning.');
  return { encoding, markBytes: mark?.[1].length ?? 0 };
}

function notText(found: string): BadFileError {
  return new BadFileError(
    'binary-file',
    `Expected lines of text, but the file is binary. ${found} Open it and save it as CSV.`,
  );
}
