import path from 'node:path';
import { type Browser } from 'playwright-core';
import { type ApiClient } from '../../launcher/seed/http-client';
import { type StackInfo } from '../../launcher/stack';
import { openConsole } from '../browser/console-page';
import { addAccount } from '../drive/accounts';
import { storySeed, tellStory } from './story';

interface TellOptions {
  stack: Pick<StackInfo, 'console'>;
  ops: ApiClient;
  browser: Browser;
  /** Where the pictures go. */
  folder: string;
  log: (line: string) => void;
}

async function unsentAccount(ops: ApiClient) {
  const { items } = await ops.get('/v1/accounts?connectState=not-sent&limit=200');
  return items.find(({ accountsId }) => accountsId.startsWith('ACC-'));
}

const markOf = (begun: number) => begun.toString(36).toUpperCase();

/** After the tour, which sends those of the seed. A name of its own: one like it would need a person's decision. */
const newAccount = (ops: ApiClient, begun: number) =>
  addAccount(ops, `ACC-${markOf(begun)}`, { name: `Hopton Bakery ${markOf(begun)}` });

/** Tells the story on a stack, with an Account that was not sent yet, and takes its pictures. */
export async function tellOn({ stack, ops, browser, folder, log }: TellOptions): Promise<void> {
  const begun = Date.now();
  const account = (await unsentAccount(ops)) ?? (await newAccount(ops, begun));
  const day = String(1 + (begun % 28)).padStart(2, '0');
  const [omar, lea, ana] = await Promise.all([
    openConsole(browser, stack, 'ops'),
    openConsole(browser, stack, 'lead'),
    openConsole(browser, stack, 'approver'),
  ]);
  await tellStory({
    omar,
    lea,
    ana,
    seed: storySeed(account, `${markOf(begun)}-${day}`),
    see: async (page, sight) => {
      const file = path.join(folder, `${sight}.png`);
      await page.screenshot({ path: file, fullPage: true });
      log(`${sight}: ${path.relative(process.cwd(), file)}, ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
    },
  });
  const faults = [omar, lea, ana].flatMap((person) => person.faults);
  if (faults.length > 0) throw new Error(`The browser found fault: ${faults.join('; ')}`);
}
