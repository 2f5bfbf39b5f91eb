import { type FileEncoding } from '../domain/imports/read-row';

/**
 * A file as code units: one character per byte (per two bytes for utf-16), so that a position in the string is a
 * position in the file. Delimiters, quotes and line endings are the same units in every supported encoding; the rest of
 * a record is decoded when the record is cut out.
 */
export interface CodeUnits {
  unitBytes: 1 | 2;
  /** Units of the next bytes; half a unit is kept for the next call. */
  push(bytes: Buffer): string;
  /** What remains at the end of the file: "" or, for half a unit, one unit that is not text. */
  end(): string;
  /**
   * The text of these units. `damage` says why it cannot be trusted; NUL, which PostgreSQL text cannot hold, becomes
   * U+FFFD.
   */
  decode(units: string): { text: string; damage: string | null };
}

/** Units that represent themselves in every encoding. */
export const PLAIN_UNITS = /^[\u0001-\u007f]*$/;

export function codeUnits(encoding: FileEncoding): CodeUnits {
  const toText = decoders[encoding];
  const decode = (units: string) => {
    if (PLAIN_UNITS.test(units)) return { text: units, damage: null };
    const text = toText(units);
    if (text.includes('\0')) return { text: text.replaceAll('\0', '\ufffd'), damage: 'contains a NUL byte' };
    return {
      text,
      damage: text.includes('\ufffd') ? `contains characters that are not valid ${encoding}` : null,
    };
  };
  if (!encoding.startsWith('utf-16'))
    return { unitBytes: 1, push: (bytes) => bytes.toString('latin1'), end: () => '', decode };

  let half: Buffer | null = null;
  return {
    unitBytes: 2,
    push(bytes) {
      const all: Buffer = half === null ? bytes : Buffer.concat([half, bytes]);
      const whole = all.length - (all.length % 2);
      half = whole < all.length ? all.subarray(whole) : null;
      const units = all.subarray(0, whole);
      return (encoding === 'utf-16le' ? units : Buffer.from(units).swap16()).toString('utf16le');
    },
    end: () => (half === null ? '' : '\ufffd'),
    decode,
  };
}

/**
 * 0x80 to 0x9f of windows-1252, which Node 20's TextDecoder reads as control characters; five of them are undefined.
 */
const WINDOWS = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';
/** Replaces lone halves of surrogate pairs with U+FFFD. */
const wellFormed = (units: string) => Buffer.from(units, 'utf8').toString('utf8');

const decoders: Record<FileEncoding, (units: string) => string> = {
  'utf-8': (units) => Buffer.from(units, 'latin1').toString('utf8'),
  'windows-1252': (units) =>
    units.replace(/[\u0080-\u009f]/g, (unit) => WINDOWS.charAt(unit.charCodeAt(0) - 0x80)),
  'utf-16le': wellFormed,
  'utf-16be': wellFormed,
};
