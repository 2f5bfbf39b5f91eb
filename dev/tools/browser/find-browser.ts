import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Undefined where there is none in the usual places, nor where CHROMIUM_PATH says. */
export const findBrowser = (): string | undefined =>
  [process.env.CHROMIUM_PATH, ...usual].find((file) => file && existsSync(file));

/** @throws Error that says how to have a browser. */
export function launchBrowser({ visible = false } = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath)
    throw new Error('No Chromium was found. Install it, or let CHROMIUM_PATH name it where it is elsewhere.');
  return chromium.launch({
    executablePath,
    headless: !visible,
    // Its own handlers would end this process before the stack has stopped.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
