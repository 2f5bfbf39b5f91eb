import type { BrowserContext, Page } from 'playwright-core';
import type { Place } from './places';

/** Milliseconds from the start of the navigation, unless said otherwise. */
export interface Opening {
  /** The title and the data stand there, every answer has come, and the main thread has finished what it began. */
  interactive: number;
  /** How long the main thread was busy without a pause at most, in milliseconds; 0 if never for more than 50. */
  longestTask: number;
  kilobytes: number;
  /** Requests to the API. */
  requests: number;
  elements: number;
}

/** So long nothing may have happened until a page counts as quiet, in milliseconds. */
const quietMs = 500;
const longestMs = 60_000;

/** Runs in every page from its start: notes when it was not ready, and what kept its main thread busy. */
const watch = `{
  const seen = { tasks: [], readyAt: undefined, shows: undefined };
  window.seen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
  const isReady = () => {
    const main = document.querySelector('main');
    return (
      main !== null && main.querySelector('h1') !== null && seen.shows !== undefined &&
      main.querySelector(seen.shows) !== null &&
      ![...main.querySelectorAll('[role=status]')].some(({ textContent }) => textContent.includes('Loading…'))
    );
  };
  const look = () => {
    if (!isReady()) seen.readyAt = undefined;
    else seen.readyAt ??= performance.now();
    requestAnimationFrame(look);
  };
  look();
}`;

export const watchPages = (context: BrowserContext): Promise<unknown> => context.addInitScript(watch);

/** Opens a screen as a link from elsewhere would, in a page that is watched. */
export async function openScreen(page: Page, base: string, { at, shows }: Place): Promise<Opening> {
  await page.goto(new URL(at, base).href, { waitUntil: 'commit' });
  // Inside the content whose title it has: known to the page as soon as its document is.
  await page.evaluate(`window.seen.shows = ${JSON.stringify(shows)}`);
  const end = performance.now() + longestMs;
  // Not waitForFunction: its way of asking is forbidden by the console's Content-Security-Policy.
  while (!(await page.evaluate<boolean>(isQuiet))) {
    if (performance.now() > end)
      throw new Error(`${at} has no ${shows} after ${longestMs} ms, or is never quiet`);
    await page.waitForTimeout(100);
  }
  return page.evaluate<Opening>(told);
}

const timeline = `
  const ours = performance.getEntriesByType('resource').filter(({ name }) => !name.endsWith('/v1/events'));
  const { tasks, readyAt } = window.seen;
  const tasksEnd = Math.max(0, ...tasks.map(([start, took]) => start + took));
  const answered = Math.max(0, ...ours.map(({ responseEnd }) => responseEnd));
  const interactive = Math.max(readyAt ?? Infinity, tasksEnd, answered);`;

const isQuiet = `(() => {${timeline} return performance.now() - interactive > ${quietMs}; })()`;

const told = `(() => {${timeline}
  const all = [...ours, ...performance.getEntriesByType('navigation')];
  return {
    interactive,
    longestTask: Math.max(0, ...tasks.map(([, took]) => took)),
    kilobytes: all.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1_000,
    requests: ours.filter(({ name }) => new URL(name).pathname.startsWith('/v1/')).length,
    elements: document.querySelectorAll('*').length,
  };
})()`;
