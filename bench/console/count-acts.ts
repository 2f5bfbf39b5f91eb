import type { Browser, Locator } from 'playwright-core';
import { openConsole } from '../../dev/tools/browser/console-page';
import { storySeed, tellStory } from '../../dev/tools/console-story/story';
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

/** Clicks through the story of the seed, and counts. Its seconds contain waits for the API, but no thinking. */
export async function countStory({ info, as }: OwnStack, browser: Browser): Promise<string> {
  const { items } = await as.ops.get('/v1/accounts?connectState=not-sent&limit=200');
  const account = items.find(({ accountsId }) => accountsId.startsWith('ACC-'));
  if (!account) throw new Error('every Account of the seed has been sent');
  const [omar, lea, ana] = await Promise.all([
    openConsole(browser, info, 'ops'),
    openConsole(browser, info, 'lead'),
    openConsole(browser, info, 'approver'),
  ]);
  const acts: Acts = { clicks: 0, keys: 0, files: 0 };
  const restore = countOn(omar.page.locator('body'), acts);
  const begun = performance.now();
  try {
    const see = () => Promise.resolve();
    await tellStory({ omar, lea, ana, seed: storySeed(account, 'BENCH-13'), see });
  } finally {
    restore();
  }
  const seconds = (performance.now() - begun) / 1_000;
  await Promise.all([omar, lea, ana].map((person) => person.close()));
  const { clicks, keys, files } = acts;
  const counted = `${clicks} clicks, ${keys} keys, ${files} file, ${seconds.toFixed(1)} s`;
  return `the story of the seed by three persons: ${counted}`;
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
