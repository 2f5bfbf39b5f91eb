/** What begins a formula: ASCII, full-width, and small. Source: OWASP, CSV injection. */
const sign = /[=+\-@＝＋－＠﹦﹢﹣﹫]/;

/** What a spreadsheet may leave away before it looks at a cell; quotes, since it takes them off. */
const unseen = /[\s"\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Where one cell ends and another begins for a spreadsheet that takes semicolons or tabs for delimiters, or does
 * not know that a line break was quoted. Quotes do not help there: they stand in the middle of what it takes for
 * a cell. Not at a comma, which is ours and always quoted.
 */
const separator = /[;\t\r\n]/;

/** Text that a spreadsheet shows and never runs: an apostrophe before what could be a formula. Not for numbers. */
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
