/** The first that fits: Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const;

const systems = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

const firstIn = (named: readonly (readonly [string, RegExp])[], text: string): string | undefined =>
  named.find(([, fits]) => fits.test(text))?.[0];

/** A browser as its owner would call it, such as "Firefox on Windows"; undefined if it is none that is known. */
export function browserOf(userAgent: string | null): string | undefined {
  const browser = firstIn(browsers, userAgent ?? '');
  const system = firstIn(systems, userAgent ?? '');
  return browser && system ? `${browser} on ${system}` : (browser ?? system);
}
