import { quoteCell } from './quote-cell';

/** Whole seconds, or why the cell is not a duration, to follow the column's name. */
export type DurationReading =
  { seconds: number; reason?: undefined } | { seconds?: undefined; reason: string };

interface Shape {
  /** Numbers between the colons. */
  parts: number;
  /** Most digits of the first one; each other has two, and is below 60. */
  digits: number;
}

const SHAPES: Record<string, Shape> = {
  seconds: { parts: 1, digits: 9 },
  'mm:ss': { parts: 2, digits: 6 },
  'hh:mm:ss': { parts: 3, digits: 5 },
};

/** The notations of "hh:mm:ss | mm:ss | seconds" in their order; null if one of them is unknown. */
export function durationNotations(text: string): string[] | null {
  const notations = text.split('|').map((notation) => notation.trim());
  return notations.every((notation) => Object.hasOwn(SHAPES, notation)) ? notations : null;
}

/**
 * Creates the reader of duration cells: the first notation that fits the cell's shape. Only the leading part may exceed
 * 59 ("75:10" is 4510 seconds).
 * @throws RangeError on an unknown notation.
 */
export function durationReader(notation: string): (cell: string) => DurationReading {
  const shapes = durationNotations(notation)?.map((name) => SHAPES[name] as Shape);
  if (shapes === undefined) throw new RangeError(`Unknown duration notation ${quoteCell(notation)}`);

  return (cell) => {
    const text = cell.trim();
    for (const shape of shapes) {
      const seconds = secondsIn(text, shape);
      if (seconds !== null) return { seconds };
    }
    return { reason: text === '' ? 'is empty' : `${quoteCell(cell)} is not a duration (${notation})` };
  };
}

const ZERO = 48;
const COLON = 58;

/** By position, which takes a third of the time of a pattern. Null if the text has another shape. */
function secondsIn(text: string, { parts, digits }: Shape): number | null {
  const first = text.length - 3 * (parts - 1);
  if (first < 1 || first > digits) return null;
  let seconds = 0;
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (at >= first && (at - first) % 3 === 0) {
      if (unit !== COLON) return null;
      seconds = (seconds + number) * 60;
      number = 0;
      continue;
    }
    const digit = unit - ZERO;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
    if (at > first && number > 59) return null;
  }
  return seconds + number;
}
