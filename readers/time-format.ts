/** What a date, time or timestamp cell says; parts that the format lacks are 0. Month from 1, hour 0–23. */
export interface ClockParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const TOKENS = /yyyy|yy|MM|dd|HH|hh|mm|ss|a|[^]/g;
const PARTS: Record<string, keyof ClockParts> = {
  yyyy: 'year',
  yy: 'year',
  MM: 'month',
  dd: 'day',
  HH: 'hour',
  hh: 'hour',
  mm: 'minute',
  ss: 'second',
};

/** What is wrong with a format of the tokens dd MM yyyy yy HH hh mm ss a and literal characters, or null. */
export function formatProblem(format: string, needs: 'date' | 'time' | 'both'): string | null {
  const tokens: string[] = format.match(TOKENS) ?? [];
  const stray = tokens.find((token) => !isToken(token) && /[\p{L}\p{N}]/u.test(token) && token !== 'T');
  if (stray !== undefined)
    return `"${stray}" in "${format}" is not a token: use dd MM yyyy yy HH hh mm ss a with signs between them`;

  const parts = tokens.filter((token) => token in PARTS).map((token) => PARTS[token]);
  if (new Set(parts).size !== parts.length) return `"${format}" contains the same part twice`;
  if (tokens.includes('hh') !== tokens.includes('a'))
    return `"${format}": hh (1 to 12) and a (AM or PM) go together; HH is 0 to 23`;

  const date = ['year', 'month', 'day'] as const;
  const time = ['hour', 'minute'] as const;
  const lacks = [...(needs === 'time' ? [] : date), ...(needs === 'date' ? [] : time)].filter(
    (part) => !parts.includes(part),
  );
  if (lacks.length > 0) return `"${format}" lacks the ${lacks.join(', ')}`;
  const surplus = (needs === 'date' ? [...time, 'second' as const] : needs === 'time' ? date : []).filter(
    (part) => parts.includes(part),
  );
  return surplus.length > 0 ? `"${format}" must not contain the ${surplus.join(', ')}` : null;
}

/**
 * Creates the reader of cells in a format that `formatProblem` accepts: the parts, or null if the cell has another
 * shape or an hour, minute or second that does not exist. Whether the day exists is not checked here. One digit is
 * enough for dd, MM, HH, hh between signs; yy is 2000 to 2099.
 */
export function formatReader(format: string): (text: string) => ClockParts | null {
  const readInFull = fullReader(format);
  const readByPattern = patternReader(format);
  return (text) => {
    const inFull = readInFull(text);
    return inFull === null ? readByPattern(text) : existing(inFull);
  };
}

/** The same, whatever the cell looks like. */
export function patternReader(format: string): (text: string) => ClockParts | null {
  const tokens: string[] = format.match(TOKENS) ?? [];
  const pattern = new RegExp(
    `^${tokens.map((token, at) => pieceOf(token, tokens[at - 1], tokens[at + 1])).join('')}$`,
    'i',
  );
  const captured = tokens.filter(isToken);

  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return null;
    const parts = { ...noParts };
    let afternoon: boolean | null = null;
    for (let at = 0; at < captured.length; at++) {
      const token = captured[at] as string;
      const piece = match[at + 1] as string;
      if (token === 'a') afternoon = piece.toLowerCase().startsWith('p');
      else parts[PARTS[token] as keyof ClockParts] = token === 'yy' ? 2000 + Number(piece) : Number(piece);
    }
    if (afternoon !== null) {
      if (parts.hour < 1 || parts.hour > 12) return null;
      parts.hour = (parts.hour % 12) + (afternoon ? 12 : 0);
    }
    return existing(parts);
  };
}

const noParts: ClockParts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };

const existing = (parts: ClockParts): ClockParts | null =>
  parts.hour < 24 && parts.minute < 60 && parts.second < 60 ? parts : null;

const ZERO = 48;

/**
 * Reads texts that have every digit of the format and the very signs between them, which is nearly all of a file, by
 * position: several times faster than the pattern. Null for any other text, and for formats with AM and PM.
 */
function fullReader(format: string): (text: string) => ClockParts | null {
  const tokens: string[] = format.match(TOKENS) ?? [];
  if (tokens.includes('a')) return () => null;
  const { length } = format;
  const pieces = tokens.map((token) => ({
    part: PARTS[token] ?? null,
    width: token.length,
    sign: token.charCodeAt(0),
    from: token === 'yy' ? 2000 : 0,
  }));
  return (text) => {
    if (text.length !== length) return null;
    const parts = { ...noParts };
    let at = 0;
    for (const { part, width, sign, from } of pieces) {
      if (part === null) {
        if (text.charCodeAt(at++) !== sign) return null;
        continue;
      }
      let value = 0;
      for (const end = at + width; at < end; at++) {
        const digit = text.charCodeAt(at) - ZERO;
        if (digit < 0 || digit > 9) return null;
        value = value * 10 + digit;
      }
      parts[part] = from + value;
    }
    return parts;
  };
}

function isToken(token: string): boolean {
  return token === 'a' || token in PARTS;
}

function pieceOf(token: string, before: string | undefined, after: string | undefined): string {
  if (token === 'a') return '([ap]\\.?m\\.?)';
  if (!(token in PARTS)) return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  if (token === 'yyyy') return '(\\d{4})';
  const alone = !isDigits(before) && !isDigits(after);
  return alone && token !== 'yy' && token !== 'mm' && token !== 'ss' ? '(\\d{1,2})' : '(\\d{2})';
}

function isDigits(token: string | undefined): boolean {
  return token !== undefined && token in PARTS;
}
