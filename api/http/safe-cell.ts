/** Characters that begin a formula: ASCII, full-width, and small. Source: OWASP, CSV injection. */
const sign = /[=+\-@＝＋－＠﹦﹢﹣﹫]/;

/** What a spreadsheet may strip before it interprets a cell; quotes, because it removes them. */
const unseen = /[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Where one cell ends and the next begins for a spreadsheet that uses semicolons or tabs as delimiters, or does not
 * recognise that a line break was quoted. Quotes do not help there: to it, they are in the middle of a cell. Not at a
 * comma, which is our delimiter and always quoted.
 */
const separator = /[;\t\r\n]/;

/** Text that a spreadsheet shows and never executes: an apostrophe before a possible formula. Not for numbers. */
export function safeCell(text: string | null): string {
  if (text === null || !sign.test(text)) return text ?? '';
  const letters = [...text];
  let isFormula = false;
  for (let at = letters.length - 1; at >= 0; at--) {
    const letter = letters[at] as string;
    isFormula = sign.test(letter) || (isFormula && unseen.test(letter));
    const begins = at === 0 || separator.test(letters[at - 1] as string);
    if (isFormula && begins) letters[at] = `'${letter}`;
  }
  return letters.join('');
}
