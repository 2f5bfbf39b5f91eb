import { fold, longestComposed } from '../text/fold';

/**
 * Small letters and the characters that they, or their capitals, resemble; then strokes, which are not accents; then
 * digits.
 */
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
 * A key that is equal for codes that look alike to people: folded, without accents, dashes, dots and spaces; O as 0, I
 * and l as 1; Cyrillic and Greek letters as the Latin letters that they resemble. It is for suggesting a known code
 * next to an unknown one, never for matching: codes of different Accounts may have the same key. Empty if there is
 * neither a letter nor a digit; an empty key is like no other.
 */
export function lookAlike(code: string): string {
  const folded = fold(code);
  const apart = folded.length > longestComposed ? folded : folded.normalize('NFD');
  return apart.replace(neitherLetterNorDigit, '').replace(/./gu, (letter) => looks.get(letter) ?? letter);
}
