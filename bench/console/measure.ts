import type { Browser } from 'playwright-core';
import type { KeyName } from '../../dev/launcher/stack/keys';
import { openConsole } from '../../dev/tools/browser/console-page';
import { aligned } from '../report';
import type { StatementCounter } from './count-statements';
import { type Opening, openScreen, watchPages } from './open-screen';
import type { Place } from './places';

type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

interface Measured extends Opening {
  statements: number;
}

/** Opens each screen `times` times with an empty cache, and as often with one that has it. */
export async function measureScreens(
  browser: Browser,
  base: string,
  places: Place[],
  counter: StatementCounter,
  times: number,
): Promise<string> {
  const states = new Map<KeyName, State>();
  const lines: string[][] = [];
  for (const place of places) {
    const state = states.get(place.who) ?? (await signedIn(browser, base, place.who));
    states.set(place.who, state);
    const [cold, warm]: [Measured[], Measured[]] = [[], []];
    for (let n = 0; n < times; n++) {
      const context = await browser.newContext({
        locale: 'en-GB',
        viewport: { width: 1440, height: 900 },
        storageState: state,
      });
      await watchPages(context);
      const page = await context.newPage();
      for (const kept of [cold, warm]) {
        const before = counter.statements();
        const opening = await openScreen(page, base, place);
        kept.push({ ...opening, statements: counter.statements() - before });
      }
      await context.close();
    }
    lines.push(line(place, cold, warm));
    console.log(lines.at(-1)?.join('  '));
  }
  return aligned(head, lines);
}

const head = [
  'screen',
  'cold ms',
  'warm ms',
  'warm, most',
  'longest task',
  'kB cold',
  'kB warm',
  'requests',
  'statements',
  'elements',
];

function line({ name }: Place, cold: Measured[], warm: Measured[]): string[] {
  const of = (some: Measured[], what: keyof Measured) => median(some.map((one) => one[what]));
  return [
    name,
    of(cold, 'interactive'),
    of(warm, 'interactive'),
    Math.max(...warm.map(({ interactive }) => interactive)),
    of(warm, 'longestTask'),
    of(cold, 'kilobytes'),
    of(warm, 'kilobytes'),
    of(warm, 'requests'),
    of(warm, 'statements'),
    of(warm, 'elements'),
  ].map((cell) => (typeof cell === 'string' ? cell : Math.round(cell).toString()));
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function signedIn(browser: Browser, base: string, who: KeyName): Promise<State> {
  const { page, close } = await openConsole(browser, { console: base }, who);
  const state = await page.context().storageState();
  await close();
  return state;
}
