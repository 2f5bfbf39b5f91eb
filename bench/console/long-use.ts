import type { Browser, Page } from 'playwright-core';
import { openConsole } from '../../dev/tools/browser/console-page';
import type { ConsoleData } from './fill';

const maxPages = 200;
const afterWarmUp = 20;

/** What a tab does that stays open: many pages of a list, and quick typing. @returns a sentence each. */
export async function measureLongUse(browser: Browser, base: string, data: ConsoleData): Promise<string[]> {
  const { page, open, close } = await openConsole(browser, { console: base }, 'lead');
  await open('/accounts');
  const turned: number[] = [];
  let heapBefore = NaN;
  const next = page.getByRole('link', { name: 'Next page' });
  for (let at = 1; at < maxPages && (await next.isVisible()); at++) {
    turned.push(await turnPage(page));
    if (at === afterWarmUp) heapBefore = await heapOf(page);
  }
  const heapAfter = await heapOf(page);
  turned.sort((a, b) => a - b);
  const [median, slow] = [0.5, 0.99].map((share) =>
    Math.round(turned[Math.floor(turned.length * share)] ?? NaN),
  );
  const last = await firstCell(page);
  await page.goBack();
  await untilOther(page, last);
  await page.goForward();
  await untilOther(page, await firstCell(page), last);
  await open(`/imports/${data.bigImport}?tab=codes`);
  const asked = await typeQuickly(page, 'tenant 512');
  await close();
  return [
    `${turned.length + 1} pages of Accounts, one after the other: p50 ${median} ms, p99 ${slow} ms each; ` +
      `the tab's heap was ${heapBefore} MB after ${afterWarmUp} pages and ${heapAfter} MB at the end`,
    `ten characters typed into the search for an Account, 40 ms apart: ${asked} requests`,
  ];
}

const firstCell = (page: Page) =>
  page.evaluate<string>(`document.querySelector('tbody tr')?.textContent ?? ''`);

async function turnPage(page: Page): Promise<number> {
  const before = await firstCell(page);
  const begun = performance.now();
  await page.getByRole('link', { name: 'Next page' }).click();
  await untilOther(page, before);
  return performance.now() - begun;
}

/** Until the list shows something else, or what is expected. */
async function untilOther(page: Page, before: string, expected?: string): Promise<void> {
  const fits = (now: string) => (expected === undefined ? now !== '' && now !== before : now === expected);
  while (!fits(await firstCell(page))) await page.waitForTimeout(5);
}

/** In MB, of what is still needed. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return Math.round(usedSize / 100_000) / 10;
}

/** @returns how many requests it made; what stands there at the end fits the last of them. */
async function typeQuickly(page: Page, text: string): Promise<number> {
  await page.getByRole('button', { name: 'Give to an Account' }).first().click();
  const box = page.getByRole('dialog').getByRole('combobox');
  await box.focus();
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).searchParams.has('q')) asked++;
  });
  await box.pressSequentially(text, { delay: 40 });
  await page
    .getByRole('option', { name: new RegExp(text, 'i') })
    .first()
    .waitFor();
  return asked;
}
