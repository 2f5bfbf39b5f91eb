import type { Browser, Locator } from 'playwright-core';
import { openConsole } from '../../dev/tools/browser/console-page';
import { approveSheet } from '../../dev/tools/console-story/approve-sheet';
import { importCalls } from '../../dev/tools/console-story/import-calls';
import { sendAccount } from '../../dev/tools/console-story/send-account';
import { storySeed } from '../../dev/tools/console-story/story';
import type { Storyteller } from '../../dev/tools/console-story/storyteller';
import type { OwnStack } from '../../dev/tools/drive/own-stack';

/** What a person does with hand and keyboard. */
interface Acts {
  /** A choice from a list is two: it is opened, and an entry is taken. */
  clicks: number;
  keys: number;
  files: number;
}

/** Of a date that is typed: the digits; the browser moves on by itself. */
const keysOf = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? 8 : text.length);

const parts = [
  ['an Account sent, its client changed and converted', sendAccount],
  ['a file imported, a code given to its Account', importCalls],
  ['its sheet completed, approved, exported; the ledger', approveSheet],
] as const;

/**
 * Clicks through the story of the seed, part by part, and counts. Its seconds contain waits for the API, but no
 * thinking. The stack should not be filled yet: the story chooses what it made itself, which is the first on the page.
 * @returns a line for each part.
 */
export async function countStory({ info, as }: OwnStack, browser: Browser): Promise<string[]> {
  const { items } = await as.ops.get('/v1/accounts?connectState=not-sent&limit=200');
  const account = items.find(({ accountsId }) => accountsId.startsWith('ACC-'));
  if (!account) throw new Error('every Account of the seed has been sent');
  const [omar, lea, ana] = await Promise.all([
    openConsole(browser, info, 'ops'),
    openConsole(browser, info, 'lead'),
    openConsole(browser, info, 'approver'),
  ]);
  const seed = storySeed(account, 'BENCH-13');
  const told: Storyteller = { omar, lea, ana, seed, see: () => Promise.resolve() };
  const lines: string[] = [];
  for (const [name, part] of parts) {
    const acts: Acts = { clicks: 0, keys: 0, files: 0 };
    const restore = countOn(omar.page.locator('body'), acts);
    const begun = performance.now();
    await part(told).finally(restore);
    const seconds = (performance.now() - begun) / 1_000;
    const { clicks, keys, files } = acts;
    lines.push(`${name}: ${clicks} clicks, ${keys} keys, ${files} files, ${seconds.toFixed(1)} s`);
  }
  await Promise.all([omar, lea, ana].map((person) => person.close()));
  return lines;
}

type Counted = Pick<Locator, 'click' | 'fill' | 'press' | 'selectOption' | 'setInputFiles'>;

/** All locators have one prototype. @returns how to stop counting. */
function countOn(any: Locator, acts: Acts): () => void {
  const methods = Object.getPrototypeOf(any) as Counted;
  const { click, fill, press, selectOption, setInputFiles } = methods;
  const counting = <Method extends (this: Locator, ...given: never[]) => unknown>(
    method: Method,
    count: (...given: Parameters<Method>) => void,
  ) =>
    function (this: Locator, ...given: Parameters<Method>) {
      count(...given);
      return method.apply(this, given);
    } as Method;
  methods.click = counting(click, () => acts.clicks++);
  // It is clicked into first.
  methods.fill = counting(fill, (text) => {
    acts.clicks++;
    acts.keys += keysOf(text);
  });
  methods.press = counting(press, () => acts.keys++);
  methods.selectOption = counting(selectOption, () => (acts.clicks += 2));
  methods.setInputFiles = counting(setInputFiles, () => acts.files++);
  return () => Object.assign(methods, { click, fill, press, selectOption, setInputFiles });
}
