import type { Browser } from 'playwright-core';
import { openConsole } from '../../dev/tools/browser/console-page';

const tabs = 5;

/** Looks at an import that is being read, in several tabs of one browser. @returns what they asked the API. */
export async function watchReading(browser: Browser, base: string, importId: string): Promise<string> {
  const { page, close } = await openConsole(browser, { console: base }, 'lead');
  const at = new URL(`/imports/${importId}`, base).href;
  const context = page.context();
  let [requests, streams] = [0, 0];
  const others = await Promise.all(Array.from({ length: tabs - 1 }, () => context.newPage()));
  for (const tab of [page, ...others]) await tab.goto(at);
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === '/v1/events') streams++;
    else if (pathname.startsWith('/v1/')) requests++;
  });
  const begun = performance.now();
  let rate: string | null = null;
  for (;;) {
    const text = (await page.locator('main').textContent()) ?? '';
    rate = /([\d,]+ rows) a second/.exec(text)?.[0] ?? rate;
    if (text.includes('Where the rows of the file went')) break;
    await page.waitForTimeout(200);
  }
  const seconds = (performance.now() - begun) / 1_000;
  await close();
  return (
    `${tabs} tabs on an import that is read: ${(requests / seconds).toFixed(1)} requests a second for ` +
    `${seconds.toFixed(0)} s, ${streams} further streams; the last rate shown was ${rate ?? 'none'}`
  );
}
