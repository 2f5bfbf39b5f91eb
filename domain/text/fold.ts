/** No code, header or name is nearly this long; composing takes quadratic time for long runs of combining marks. */
export const longestComposed = 1_000;

/** Full-width forms of the ASCII characters are at this offset from them. */
const fullWidth = /[\uff01-\uff5e]/g;
const fullWidthBehind = 0xfee0;
const narrow = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - fullWidthBehind);

/**
 * Invisible characters: zero-width spaces and joiners, byte order marks, soft hyphens, direction marks, variation
 * selectors.
 */
const invisible = /\p{Default_Ignorable_Code_Point}+/gu;
const whiteSpace = /\p{White_Space}+/gu;

/**
 * The form in which account codes, Accounts IDs, headers, marks and names of the catalogue are compared: full-width
 * characters become narrow, invisible ones are removed, white space of any kind becomes one space and is trimmed, lower
 * case, composed Unicode (NFC). "0042" stays text and keeps its zeros, "10²" is not "102". Texts longer than 1,000
 * characters are not composed. The database has the same function as `fold_key`, by which older keys were recomputed: a
 * change here needs a migration there.
 */
export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  const seen = text.replace(fullWidth, narrow).replace(invisible, '').replace(whiteSpace, ' ').trim();
  // Which of the two small forms of sigma Σ becomes depends on its position.
  const small = seen.toLowerCase().replaceAll('ς', 'σ');
  return small.length > longestComposed ? small : small.normalize('NFC');
}

const space = 0x20;
const lastPlain = 0x7e;

/** Printable ASCII with single spaces, trimmed: only its case is folded. */
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
 * The form in which names of clients are compared. Upper case and then lower case, because only together do they fold
 * "Straße" with "STRASSE".
 */
export const foldName = (name: string): string => fold(name.toUpperCase());
