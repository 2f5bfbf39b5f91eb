import { type Browser } from 'playwright-core';
import { type ConsolePage, openConsole } from '../../dev/tools/browser/console-page';
import { findBrowser, launchBrowser } from '../../dev/tools/browser/find-browser';
import { type OwnStack, startOwnStack } from '../../dev/tools/drive/own-stack';
import { axeFindings, overflowOf } from './screens';

/** The console needs a browser, which is not on every machine: `.ci/run` installs one. */
const describeInBrowser = findBrowser() || process.env.CI ? describe : describe.skip;

describeInBrowser('the console, in a browser', () => {
  let stack: OwnStack;
  let browser: Browser;
  const stopped = new AbortController();
  beforeAll(async () => {
    [stack, browser] = await Promise.all([
      startOwnStack({ purpose: 'console', signal: stopped.signal }),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    stopped.abort();
  });

  const places = {
    '/work': 'ops',
    '/accounts': 'ops',
    '/accounts?q=nobody': 'ops',
    '/no-such-page': 'viewer',
  } as const;

  describe.each([
    ['light', 1440],
    ['dark', 360],
  ] as const)('in %s, %s pixels wide', (colorScheme, width) => {
    const open: Partial<Record<string, Promise<ConsolePage>>> = {};
    const as = (who: 'ops' | 'viewer' | 'admin') =>
      (open[who] ??= openConsole(browser, stack.info, who, {
        colorScheme,
        viewport: { width, height: 900 },
      }));

    it.each(Object.entries(places))('%s has no fault, for everybody', async (at, who) => {
      const { page, faults, open } = await as(who);
      await open(at);
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      expect(faults).toEqual([]);
    });
  });
});
