/**
 * No code, header or name comes near this; composing takes time in the square of the length where marks follow marks.
 */
export const longestComposed = 1_000;

/** Full-width forms of the ASCII signs, this far behind them. */
const fullWidth = /[\uff01-\uff5e]/g;
const fullWidthBehind = 0xfee0;
const narrow = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - fullWidthBehind);

/**
 * What nobody sees: zero-width spaces and joiners, byte order marks, soft hyphens, marks of direction, variation
 * selectors.
 */
const invisible = /\p{Default_Ignorable_Code_Point}+/gu;
const whiteSpace = /\p{White_Space}+/gu;

/**
 * The form in which account codes, Accounts IDs, headers, marks and names of the catalogue are compared: full-width
 * signs narrow, nothing invisible, one space for white space of any kind and none around, lower case, composed
 * Unicode (NFC). "0042" stays text and keeps its zeros, "10²" is not "102". What is longer than 1,000 characters is
 * left as it is composed. The database has the same as `fold_key`, by which keys of before were made anew: changed
 * here, it is changed there by a migration.
 */
export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  const seen = text.replace(fullWidth, narrow).replace(invisible, '').replace(whiteSpace, ' ').trim();
  // Of the two small forms of sigma, which one comes of Σ is told by where it stands.
  const small = seen.toLowerCase().replaceAll('ς', 'σ');
  return small.length > longestComposed ? small : small.normalize('NFC');
}

const space = 0x20;
const lastPlain = 0x7e;

/** Printable ASCII, with single spaces and none around: of that, only the case is folded. */
function isPlain(text: string): boolean {
  let before = space;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign < space || sign > lastPlain || (sign === space && before === space)) return false;
    before = sign;
  }
  return before !== space || text === '';
}

/**
 * The form in which names of clients are compared. Up and down again, because only together do they fold "Straße" with
 * "STRASSE".
 */
export const foldName = (name: string): string => fold(name.toUpperCase());
