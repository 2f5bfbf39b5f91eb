import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { apiClient } from '../../launcher/seed/http-client';
import { type StackInfo } from '../../launcher/stack';
import { stateFolder } from '../../launcher/stack/state-folder';
import { launchBrowser } from '../browser/find-browser';
import { tellOn } from '../console-story/tell-on';

/** Walks through the console as three persons, and keeps a picture of each screen. @returns the exit code. */
export async function showScreens(info: StackInfo, root: string, signal: AbortSignal): Promise<number> {
  const folder = path.join(stateFolder(root).folder, 'screens');
  mkdirSync(folder, { recursive: true });
  console.log('\nThe same in the console, as Omar, Lea and Ana');
  const visible = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  try {
    const browser = await launchBrowser({ visible });
    const ops = apiClient(info.api, info.keys.ops, signal);
    try {
      await tellOn({ stack: info, ops, browser, folder, log: (line) => console.log(`   ${line}`) });
    } finally {
      await browser.close();
    }
    return 0;
  } catch (error) {
    console.error(`\nThe console was not shown. ${(error as Error).message}`);
    return 1;
  }
}
