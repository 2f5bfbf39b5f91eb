import { quoteCell } from './quote-cell';

/** Whole seconds, or why the cell is not a duration, to follow the column's name. */
export type DurationReading =
  { seconds: number; reason?: undefined } | { seconds?: undefined; reason: string };

const SHAPES: Record<string, RegExp> = {
  seconds: /^(\d{1,9})$/,
  'mm:ss': /^(\d{1,6}):([0-5]\d)$/,
  'hh:mm:ss': /^(\d{1,5}):([0-5]\d):([0-5]\d)$/,
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
  const shapes = durationNotations(notation)?.map((name) => SHAPES[name] as RegExp);
  if (shapes === undefined) throw new RangeError(`Unknown duration notation ${quoteCell(notation)}`);

  return (cell) => {
    const text = cell.trim();
    for (const shape of shapes) {
      const parts = shape.exec(text);
      if (parts === null) continue;
      let seconds = 0;
      for (let part = 1; part < parts.length; part++) seconds = seconds * 60 + Number(parts[part]);
      return { seconds };
    }
    return { reason: text === '' ? 'is empty' : `${quoteCell(cell)} is not a duration (${notation})` };
  };
}
