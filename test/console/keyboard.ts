import type { Locator, Page } from 'playwright-core';

const mostTabs = 120;

/** What has the focus, by tag and name, such as `h2 Client in Connect`; `body` if nothing has it. */
export const focusOf = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const { activeElement: has } = document;
    const name = has.getAttribute('aria-label') ?? has.labels?.[0]?.textContent ?? has.textContent;
    return has === document.body ? 'body' : has.tagName.toLowerCase() + ' ' + name.trim();
  })()`);

/** Presses Tab until this has the focus, as somebody without a mouse has to. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${mostTabs} tabs did not lead to ${String(target)}, but to ${await focusOf(page)}.`);
}

export async function pressOn(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Types into an input, or chooses what is typed where it is a list to choose from. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}
