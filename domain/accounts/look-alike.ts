import { fold, longestComposed } from '../text/fold';

/** Small letters beside what they, or their capitals, look like; then strokes, which are no accents; then digits. */
const looks = new Map<string, string>();
function look(letters: string, like: string): void {
  const latin = [...like];
  for (const [at, letter] of [...letters].entries()) looks.set(letter, latin[at] as string);
}
look('авсԁенһіјкӏморԛѕтѵԝхуү', 'abcdehh1jk1m0pqstvwxyy');
look('αβϲεζηικμνορτυχϳ', 'abcezh1kmn0ptyxj');
look('ıȷøłđħŧµ', '1j01dhtm');
look('oil', '011');

const neitherLetterNorDigit = /[^\p{Letter}\p{Number}]+/gu;

/**
 * A key that is the same for codes that look alike to people: folded, without accents, dashes, dots and spaces; O as
 * 0, I and l as 1; letters of Cyrillic and Greek as the Latin ones that they look like. It is for saying so beside a
 * code that nobody has, never for matching: codes of different Accounts may have one key. Empty where there is no
 * letter and no digit, which looks like nothing.
 */
export function lookAlike(code: string): string {
  const folded = fold(code);
  const apart = folded.length > longestComposed ? folded : folded.normalize('NFD');
  return apart.replace(neitherLetterNorDigit, '').replace(/./gu, (letter) => looks.get(letter) ?? letter);
}
