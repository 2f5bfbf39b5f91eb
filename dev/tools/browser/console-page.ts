import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { type KeyName } from '../../launcher/stack/keys';
import { type StackInfo } from '../../launcher/stack';

/** A person in front of the console, in a browser context of their own. */
export interface ConsolePage {
  page: Page;
  /** What the browser's console said was wrong, and what broke in the page. */
  faults: string[];
  /** Opens an address of the console, such as `/accounts`, and waits until its title is there. */
  open: (at: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Signs in at the local issuer, by the button of this person. */
export async function openConsole(
  browser: Browser,
  { console: consoleUrl }: Pick<StackInfo, 'console'>,
  who: KeyName,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(new URL('/auth/sign-in?to=/work', consoleUrl).href);
  await page.locator(`button[value=${who}]`).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (told) => {
    if (['error', 'warning'].includes(told.type())) faults.push(`${page.url()}: ${told.text()}`);
  });
  return {
    page,
    faults,
    async open(at) {
      await page.goto(new URL(at, consoleUrl).href);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
    },
    close: () => context.close(),
  };
}

/** Waits until nothing loads any longer. */
export async function settled(page: Page): Promise<void> {
  await page
    .getByText(/^(Loading|Adding up)…/)
    .first()
    .waitFor({ state: 'hidden' });
}
