/** A string, a number, a word, or a sign, after white space. */
const token =
  /[ \t\n\r]*(?:("[\u0020\u0021\u0023-\u005b\u005d-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[\u0020\u0021\u0023-\u005b\u005d-\u{10ffff}]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/uy;

type Wanted = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing';

/**
 * Where text stops being JSON: line and column, from 1. JSON.parse says so for some errors only, and not in all
 * versions of Node.
 */
export function whereJsonBreaks(text: string): { line: number; column: number } {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const after = (): Wanted => (open.length === 0 ? 'nothing' : 'comma or end');
  for (;;) {
    token.lastIndex = at;
    const [whole, string, scalar, sign] = token.exec(text) ?? [];
    const next = follow(wanted, { string, scalar, sign }, open, after);
    if (whole === undefined || next === null) return place(text, at + spaces(text, at));
    wanted = next;
    at += whole.length;
  }
}

interface Token {
  string?: string;
  scalar?: string;
  sign?: string;
}

/** What is wanted after the token; null if it is not what was wanted. */
function follow(
  wanted: Wanted,
  { string, scalar, sign }: Token,
  open: ('{' | '[')[],
  after: () => Wanted,
): Wanted | null {
  const isValue = wanted === 'value' || wanted === 'value or end';
  const isName = wanted === 'name' || wanted === 'name or end';
  if (isName && string !== undefined) return 'colon';
  if (isValue && (string ?? scalar) !== undefined) return after();
  if (isValue && (sign === '{' || sign === '[')) {
    open.push(sign);
    return sign === '{' ? 'name or end' : 'value or end';
  }
  if (wanted === 'colon' && sign === ':') return 'value';
  const inside = open.at(-1);
  if (wanted === 'comma or end' && sign === ',') return inside === '{' ? 'name' : 'value';
  const mayEnd = wanted.endsWith('or end') && sign === (inside === '{' ? '}' : ']');
  if (!mayEnd || inside === undefined) return null;
  open.pop();
  return after();
}

const spaces = (text: string, from: number): number => /^[ \t\n\r]*/.exec(text.slice(from))?.[0].length ?? 0;

function place(text: string, at: number) {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1) as string).length + 1 };
}
