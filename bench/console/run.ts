import { launchBrowser } from '../../dev/tools/browser/find-browser';
import { startOwnStack } from '../../dev/tools/drive/own-stack';
import { countStory } from './count-acts';
import { countStatements, type StatementCounter } from './count-statements';
import { type ConsoleSizes, fillForConsole } from './fill';
import { measureLongUse } from './long-use';
import { measureScreens } from './measure';
import { placesOf } from './places';
import { watchReading } from './while-reading';

export interface ConsoleBench extends ConsoleSizes {
  times: number;
  /** Only screens whose name contains this. */
  only: string;
}

/** Opens the screens of a stack that is filled, in a browser. @returns the tables. */
export async function benchConsole(options: ConsoleBench, signal: AbortSignal): Promise<string> {
  const browser = await launchBrowser();
  // Whatever is being done with it fails, and all is stopped as at the end.
  signal.addEventListener('abort', () => void browser.close(), { once: true });
  let counter: StatementCounter | undefined;
  const stack = await startOwnStack({
    purpose: 'bench-console',
    signal,
    env: { REQUESTS_PER_SECOND: '1000000', LOG_LEVEL: 'warn' },
    async partEnv(part, { DATABASE_URL }) {
      if (part !== 'api' || !DATABASE_URL) return {};
      const { hostname, port, host } = new URL(DATABASE_URL);
      counter ??= await countStatements({ host: hostname, port: Number(port) });
      return { DATABASE_URL: DATABASE_URL.replace(host, `127.0.0.1:${counter.port}`) };
    },
  });
  try {
    if (!counter) throw new Error('the API was not started through the proxy that counts');
    const { console: base } = stack.info;
    const said = await countStory(stack, browser);
    console.log('Filling in …');
    const data = await fillForConsole(stack, options, async (importId) => {
      said.push(await watchReading(browser, base, importId));
    });
    console.log(`The big file was ready for review after ${data.toReview.toFixed(1)} s. Opening screens …`);
    const places = placesOf(data).filter(({ name }) => name.includes(options.only));
    const table = await measureScreens(browser, base, places, counter, options.times);
    said.push(...(await measureLongUse(browser, base, data)));
    return `\n${table}\n\n${said.map((one) => `- ${one}`).join('\n')}`;
  } finally {
    await browser.close();
    await stack.stop();
    await counter?.close();
  }
}
